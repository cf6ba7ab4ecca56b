import type {PostView} from '#sandbox/shared/x-view.ts';
import type {Post, XState} from './state.ts';

/** A post as `viewer` sees it. */
export function viewOf(state: XState, post: Post, viewer: string): PostView {
	const parent = post.replyTo ? state.posts.get(post.replyTo) : undefined;
	const quoted = post.quoteOf ? state.posts.get(post.quoteOf) : undefined;
	return {
		id: post.id,
		author: state.accounts.get(post.author)!,
		text: post.text,
		createdAt: post.createdAt,
		replyTo: post.replyTo,
		replyToHandle: parent ? state.accounts.get(parent.author)!.handle : null,
		quote: quoted && !quoted.gone ? viewOf(state, {...quoted, quoteOf: null}, viewer) : null,
		media: post.media.map((media, index) => ({url: `/media/${media.id}`, alt: post.alt[index] ?? ''})),
		poll: post.poll,
		likes: post.likes.size,
		reposts: post.reposts.size,
		replies: [...state.posts.values()].filter(other => other.replyTo === post.id && !other.gone).length,
		liked: post.likes.has(viewer),
		reposted: post.reposts.has(viewer),
		bookmarked: post.bookmarks.has(viewer),
		repostedBy: post.reposts.has(viewer) ? state.accounts.get(viewer)!.name : null,
		edited: post.edits.length > 1,
	};
}

/** The newest posts first; replies of strangers stay on their status page. */
export function timelineOf(state: XState, viewer: string, count: number): PostView[] {
	return newest(state)
		.slice(0, count)
		.map(post => viewOf(state, post, viewer));
}

/** A post, what it answers and what answers it, in reading order. */
export function threadOf(state: XState, id: string, viewer: string): PostView[] {
	const post = state.posts.get(id);
	if (!post || post.gone) return [];
	const parents: Post[] = [];
	for (let at = post.replyTo; at; at = state.posts.get(at)?.replyTo ?? null) {
		const parent = state.posts.get(at);
		if (parent) parents.unshift(parent);
	}
	const replies = newest(state)
		.filter(other => other.replyTo === id)
		.reverse();
	return [...parents, post, ...replies].map(each => viewOf(state, each, viewer));
}

const newest = (state: XState): Post[] =>
	[...state.posts.values()]
		.filter(post => !post.gone)
		.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
