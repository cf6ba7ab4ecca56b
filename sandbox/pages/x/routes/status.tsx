import {useEffect, useState} from 'react';
import type {PostView} from '#sandbox/shared/x-view.ts';
import {graphql} from '../api/graphql.ts';
import {cx, tid} from '../boot.ts';
import {Composer} from '../composer/composer.tsx';
import {useStore} from '../store.ts';
import {PostCard} from '../timeline/post-card.tsx';

/** A post, what it answers, the inline reply composer, its replies. No reply chip (x.md section 4). */
export function Status({id}: {id: string}) {
	const {thread, reload} = useThread(id);
	const at = thread.findIndex(post => post.id === id);
	return (
		<section className={cx('status')}>
			{thread.slice(0, at + 1).map(post => (
				<PostCard key={post.id} post={post} focal={post.id === id} />
			))}
			{at >= 0 && (
				<div data-testid={tid('inline_reply_offscreen')}>
					<Composer key={id} storeKey={id} placement="inline" replyTo={id} onSent={reload} />
				</div>
			)}
			{thread.slice(at + 1).map(post => (
				<PostCard key={post.id} post={post} />
			))}
		</section>
	);
}

/** Loads the conversation; again whenever the timeline changed. */
export function useThread(id: string): {thread: PostView[]; reload: () => void} {
	const [thread, setThread] = useState<PostView[]>([]);
	const [turn, setTurn] = useState(0);
	const timeline = useStore(state => state.timeline);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new timeline or turn means: read again
	useEffect(() => {
		let stale = false;
		void graphql('TweetDetail', {focalTweetId: id}).then(data => {
			if (!stale) setThread(data.threaded_conversation_with_injections_v2 as PostView[]);
		});
		return () => {
			stale = true;
		};
	}, [id, turn, timeline]);
	return {thread, reload: () => setTurn(before => before + 1)};
}
