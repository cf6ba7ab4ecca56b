import {useState} from 'react';
import {batch, Endless} from '../../endless.tsx';
import {graphql} from '../api/graphql.ts';
import {cx, weather} from '../boot.ts';
import {Composer} from '../composer/composer.tsx';
import {t} from '../i18n.ts';
import {useStore} from '../store.ts';
import {PostCard} from '../timeline/post-card.tsx';

/** The home timeline. Switching tabs remounts the composer (x.md section 6). */
export function Home() {
	const [tab, setTab] = useState<'forYou' | 'following'>('forYou');
	const timeline = useStore(state => state.timeline);
	return (
		<>
			<div className={cx('tabs')} role="tablist">
				{(['forYou', 'following'] as const).map(name => (
					<button
						key={name}
						type="button"
						role="tab"
						aria-selected={tab === name}
						className={cx('tab', tab === name && 'picked')}
						onClick={() => setTab(name)}
					>
						{t(name)}
					</button>
				))}
			</div>
			<Composer
				key={tab}
				storeKey="homeTimeline"
				placement="inline"
				initialText={weather.twoComposers ? 'Inline draft, not the one in the dialog.' : ''}
			/>
			<section aria-label={t('home')}>
				<Endless read={readOn}>
					{timeline.map(post => (
						<PostCard key={post.id} post={post} />
					))}
				</Endless>
			</section>
		</>
	);
}

const readOn = () => graphql('HomeTimeline', {count: batch, latestControlAvailable: true});
