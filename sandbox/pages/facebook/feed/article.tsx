import {memo, useState} from 'react';
import type {StoryView} from '#sandbox/shared/facebook-view.ts';
import {cx} from '../boot.ts';
import {t} from '../i18n.ts';
import {setState, useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon, type IconName} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {CommentForm} from './comment-form.tsx';
import {CommentList} from './comment-list.tsx';
import {deleteStory, react} from './comments.ts';
import {storyLink} from './links.ts';
import {ago, Permalink} from './permalink.tsx';
import {StoryText} from './text.tsx';

/** One story of the feed: `[role=article]` in `[aria-posinset]`. */
export const Article = memo(function Article({story, position}: {story: StoryView; position: number}) {
	const actor = useStore(state => state.actor);
	return (
		<div aria-posinset={position} className={cx('story')}>
			<div role="article" className={cx('card')} data-story={story.id}>
				<Head story={story} own={actor.id === story.author.id} />
				<StoryText text={story.text} />
				{story.photos.map(photo => (
					<img key={photo} src={photo} alt="" className={cx('photo')} />
				))}
				{story.shared && (
					<div className={cx('shared')}>
						<strong>{story.shared.author.name}</strong>
						<StoryText text={story.shared.text} />
					</div>
				)}
				<Actions story={story} />
				<CommentList story={story} comments={story.comments} />
				<CommentForm key={actor.id} story={story} parent={null} />
			</div>
		</div>
	);
});

function Head({story, own}: {story: StoryView; own: boolean}) {
	const [menu, setMenu] = useState(false);
	return (
		<div className={cx('head')}>
			<Avatar actor={story.author} />
			<div className={cx('grow')}>
				<a href={`/${story.author.id}`} className={cx('name')}>
					{story.author.name}
				</a>
				{story.group && <span className={cx('dim')}> ▸ {story.group.name}</span>}
				<div className={cx('dim', 'small')}>
					<Permalink href={storyLink(story)}>{ago(story.createdAt)}</Permalink> ·{' '}
					<Icon name="globe" size={12} /> {story.edited && '· Edited'}
				</div>
			</div>
			{own && (
				<Press label={t('more')} className={cx('icon-button')} onPress={() => setMenu(!menu)}>
					<Icon name="dots" />
				</Press>
			)}
			{menu && (
				<div role="menu" className={cx('menu')} onClick={() => setMenu(false)}>
					<Press
						role="menuitem"
						className={cx('menu-item')}
						onPress={() => setState({dialog: {kind: 'edit', story}})}
					>
						{t('editPost')}
					</Press>
					<Press role="menuitem" className={cx('menu-item')} onPress={() => void deleteStory(story)}>
						{t('delete')}
					</Press>
				</div>
			)}
		</div>
	);
}

function Actions({story}: {story: StoryView}) {
	return (
		<>
			<div className={cx('counts', 'dim', 'small')}>
				<span>{story.reactions > 0 && `👍 ${story.reactions}`}</span>
				<span>{story.comments.length > 0 && t('comments', String(story.comments.length))}</span>
			</div>
			<div className={cx('actions')}>
				<Action icon="like" label={t('like')} on={story.reacted} onPress={() => void react(story)} />
				<Action icon="comment" label={t('comment')} onPress={() => focusComment(story.id)} />
				<Action icon="share" label={t('share')} onPress={() => setState({dialog: {kind: 'share', story}})} />
			</div>
		</>
	);
}

function focusComment(id: string): void {
	document.querySelector<HTMLElement>(`[data-story="${id}"] > form [role=textbox]`)?.focus();
}

interface ActionProps {
	icon: IconName;
	label: string;
	on?: boolean;
	onPress: () => void;
}

const Action = ({icon, label, on = false, onPress}: ActionProps) => (
	<Press label={label} className={cx('action', on && 'on')} onPress={onPress}>
		<Icon name={icon} /> <span>{label}</span>
	</Press>
);
