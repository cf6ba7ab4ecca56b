import type {PostView} from '#sandbox/shared/x-view.ts';
import {cx, tid} from '../boot.ts';
import {Avatar} from '../ui/avatar.tsx';
import {PostText} from './text.tsx';

export function QuotedPost({post}: {post: PostView}) {
	return (
		<div className={cx('quoted')} role="link" tabIndex={0}>
			<div className={cx('quoted-head')} data-testid={tid('User-Name')}>
				<Avatar account={post.author} size={20} /> <strong>{post.author.name}</strong>
				<span className={cx('dim')}>@{post.author.handle}</span>
			</div>
			<div className={cx('text')} data-testid={tid('tweetText')}>
				<PostText text={post.text} />
			</div>
		</div>
	);
}
