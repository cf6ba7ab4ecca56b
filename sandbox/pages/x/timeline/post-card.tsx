import {memo, type ReactNode, useState} from 'react';
import type {PostView} from '#sandbox/shared/x-view.ts';
import {cx, now, tid, weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {navigate, useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon} from '../ui/icons.tsx';
import {Menu, type MenuItem} from '../ui/menu.tsx';
import {Press} from '../ui/press.tsx';
import {deletePost, toggleBookmark, toggleLike, toggleRepost} from './actions.ts';
import {QuotedPost} from './quoted.tsx';
import {PostText} from './text.tsx';

/** A post in the timeline or on its own page. */
export const PostCard = memo(function PostCard({post, focal = false}: {post: PostView; focal?: boolean}) {
	const open = (): void => navigate(`/${post.author.handle}/status/${post.id}`);
	return (
		<div data-testid={tid('cellInnerDiv')}>
			<article
				data-testid={tid('tweet')}
				data-post={post.id}
				className={cx('card', focal && 'focal')}
				tabIndex={0}
			>
				<Avatar account={post.author} />
				<div className={cx('card-column')}>
					<Head post={post} />
					{post.replyToHandle && !focal && <div className={cx('dim')}>@{post.replyToHandle}</div>}
					<div
						className={cx('text')}
						data-testid={tid('tweetText')}
						dir="auto"
						onClick={event => event.target === event.currentTarget && open()}
					>
						<PostText text={post.text} />
					</div>
					<Media post={post} />
					{post.poll && <PollView choices={post.poll.choices} />}
					{post.quote && <QuotedPost post={post.quote} />}
					<Actions post={post} />
				</div>
			</article>
		</div>
	);
});

function Head({post}: {post: PostView}) {
	const own = useStore(state => state.account.id === post.author.id);
	const [menu, setMenu] = useState(false);
	const status = `/${post.author.handle}/status/${post.id}`;
	const items: MenuItem[] = own
		? [
				{label: t('delete'), testid: 'deletePost', run: () => void deletePost(post)},
				{label: t('edit'), testid: 'editPost', run: () => navigate(`/compose/post?edit=${post.id}`)},
			]
		: [{label: t('close'), run: () => undefined}];
	return (
		<div className={cx('head')}>
			<div data-testid={tid('User-Name')} className={cx('user-name')}>
				<a href={`/${post.author.handle}`} className={cx('name')}>
					{post.author.name}
				</a>
				<div className={cx('dim')}>
					<span>@{post.author.handle}</span> ·{' '}
					<a href={status} onClick={event => follow(event, status)}>
						<time dateTime={new Date(post.createdAt).toISOString()}>{ago(post.createdAt)}</time>
					</a>
					{post.edited && ' · Edited'}
				</div>
			</div>
			<Press testid="caret" label={t('more')} onPress={() => setMenu(!menu)}>
				<Icon name="dots" />
			</Press>
			{menu && <Menu items={items} onClose={() => setMenu(false)} />}
		</div>
	);
}

function follow(event: React.MouseEvent, path: string): void {
	event.preventDefault();
	navigate(path);
}

function Media({post}: {post: PostView}) {
	if (post.media.length === 0) return null;
	return (
		<div className={cx('media')}>
			{post.media.map(({url, alt}, index) => (
				<a
					key={url}
					href={`/${post.author.handle}/status/${post.id}/photo/${index + 1}`}
					onClick={event => follow(event, `/${post.author.handle}/status/${post.id}/photo/${index + 1}`)}
				>
					<img src={url} alt={alt} />
				</a>
			))}
		</div>
	);
}

const PollView = ({choices}: {choices: string[]}) => (
	<ul className={cx('poll')}>
		{choices.map(choice => (
			<li key={choice}>{choice}</li>
		))}
	</ul>
);

function Actions({post}: {post: PostView}) {
	const [menu, setMenu] = useState(false);
	const word = weather.variant === 'b' ? 'repost' : 'retweet';
	const items: MenuItem[] = [
		{
			label: t(post.reposted ? 'undoRepost' : 'repost'),
			testid: post.reposted ? `un${word}Confirm` : `${word}Confirm`,
			run: () => void toggleRepost(post),
		},
		{
			label: t('quote'),
			run: () => navigate(`/compose/post?url=https://x.com/${post.author.handle}/status/${post.id}`),
		},
	];
	return (
		<div className={cx('actions')} role="group">
			<Action
				testid="reply"
				label={t('reply')}
				count={post.replies}
				onPress={() => navigate(`/compose/post?in_reply_to=${post.id}`)}
			>
				<Icon name="reply" size={18} />
			</Action>
			<Action
				testid={post.reposted ? 'unretweet' : 'retweet'}
				label={t('repost')}
				count={post.reposts}
				on={post.reposted}
				onPress={() => setMenu(!menu)}
			>
				<Icon name="repost" size={18} />
			</Action>
			{menu && <Menu items={items} onClose={() => setMenu(false)} />}
			<Action
				testid={post.liked ? 'unlike' : 'like'}
				label={t('like')}
				count={post.likes}
				on={post.liked}
				onPress={() => void toggleLike(post)}
			>
				<Icon name="heart" size={18} fill={post.liked} />
			</Action>
			<Action
				testid={post.bookmarked ? 'removeBookmark' : 'bookmark'}
				label={t('bookmark')}
				count={0}
				on={post.bookmarked}
				onPress={() => void toggleBookmark(post)}
			>
				<Icon name="bookmark" size={18} fill={post.bookmarked} />
			</Action>
		</div>
	);
}

interface ActionProps {
	testid: string;
	label: string;
	count: number;
	on?: boolean;
	onPress: () => void;
	children: ReactNode;
}

const Action = ({testid, label, count, on = false, onPress, children}: ActionProps) => (
	<Press testid={testid} label={`${count} ${label}`} className={cx('action', on && 'on')} onPress={onPress}>
		{children}
		<span>{count > 0 ? count : ''}</span>
	</Press>
);

function ago(at: number): string {
	const minutes = Math.floor((now() - at) / 60_000);
	if (minutes < 1) return 'now';
	return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h`;
}
