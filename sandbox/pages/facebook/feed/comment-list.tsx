import {useState} from 'react';
import type {CommentView, StoryView} from '#sandbox/shared/facebook-view.ts';
import {cx} from '../boot.ts';
import {t} from '../i18n.ts';
import {useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Press} from '../ui/press.tsx';
import {CommentForm} from './comment-form.tsx';
import {deleteComment, react} from './comments.ts';
import {commentLink} from './links.ts';
import {ago, Permalink} from './permalink.tsx';
import {StoryText} from './text.tsx';

interface Props {
	story: StoryView;
	comments: CommentView[];
	/** The comment these answer. */
	parent?: CommentView;
}

export const CommentList = ({story, comments, parent}: Props) => (
	<div className={cx('comments')}>
		{comments.map(comment => (
			<Comment key={comment.id} story={story} comment={comment} answersTo={parent ?? comment} />
		))}
	</div>
);

/** A comment's own `[role=article]`; its reply composer is nested in it. */
function Comment({
	story,
	comment,
	answersTo,
}: {
	story: StoryView;
	comment: CommentView;
	answersTo: CommentView;
}) {
	const [replying, setReplying] = useState(false);
	const [editing, setEditing] = useState(false);
	const own = useStore(state => state.actor.id === comment.author.id);
	const sent = !comment.id.startsWith('client:');
	return (
		<div
			role="article"
			aria-label={`${t('comment')}: ${comment.author.name}`}
			className={cx('comment', !sent && 'pending')}
			data-comment={comment.id}
		>
			<Avatar actor={comment.author} size={32} />
			<div className={cx('grow')}>
				{editing ? (
					<CommentForm story={story} parent={answersTo} edits={comment} onDone={() => setEditing(false)} />
				) : (
					<div className={cx('bubble')}>
						<strong>{comment.author.name}</strong>
						<StoryText text={comment.text} />
					</div>
				)}
				<div className={cx('comment-actions', 'dim', 'small')}>
					<Permalink href={commentLink(story, comment, answersTo)}>{ago(comment.createdAt)}</Permalink>
					<Press className={cx('link', comment.reacted && 'on')} onPress={() => void react(comment)}>
						{t('like')}
					</Press>
					<Press className={cx('link')} onPress={() => setReplying(true)}>
						{t('reply')}
					</Press>
					{own && sent && (
						<>
							<Press className={cx('link')} onPress={() => setEditing(true)}>
								{t('edit')}
							</Press>
							<Press className={cx('link')} onPress={() => void deleteComment(comment)}>
								{t('delete')}
							</Press>
						</>
					)}
				</div>
				<CommentList story={story} comments={comment.replies} parent={comment} />
				{replying && <CommentForm story={story} parent={answersTo} onDone={() => setReplying(false)} />}
			</div>
		</div>
	);
}
