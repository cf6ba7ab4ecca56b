import {boot, cx} from '../boot.ts';
import {useStore} from '../store.ts';
import {PostCard} from '../timeline/post-card.tsx';
import {Avatar} from '../ui/avatar.tsx';
import {Decoys} from './decoys.tsx';

export function Profile({handle}: {handle: string}) {
	const timeline = useStore(state => state.timeline);
	const own = useStore(state => state.account.id);
	const account = boot.people.find(person => person.handle === handle);
	if (!account) return <p className={cx('note')}>This account does not exist.</p>;
	return (
		<section>
			<div className={cx('profile')}>
				<Avatar account={account} size={96} />
				<h1>{account.name}</h1>
				<p className={cx('dim')}>@{account.handle}</p>
			</div>
			{account.id === own && <Decoys />}
			{timeline
				.filter(post => post.author.id === account.id)
				.map(post => (
					<PostCard key={post.id} post={post} />
				))}
		</section>
	);
}
