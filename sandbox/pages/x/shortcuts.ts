import {navigate, store} from './store.ts';
import {toggleBookmark, toggleLike} from './timeline/actions.ts';

let pendingGo = false;

/** Page shortcuts outside inputs (S4). `l` likes at once; there is no button and no confirmation. */
export function startShortcuts(): void {
	document.addEventListener('keydown', event => {
		if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
		const target = event.target as Element;
		const goes = pendingGo;
		pendingGo = event.key === 'g';
		if (goes) goTo(event.key);
		else act(event, target.closest<HTMLElement>('article[data-post]')?.dataset.post);
	});
}

function goTo(key: string): void {
	if (key === 'f') navigate('/compose/post/unsent/drafts');
	if (key === 't') navigate('/compose/post/unsent/scheduled');
	if (key === 'h') navigate('/home');
}

function act(event: KeyboardEvent, id: string | undefined): void {
	if (event.key === 'n') {
		event.preventDefault();
		navigate('/compose/post');
		return;
	}
	const post = store.getState().timeline.find(other => other.id === id);
	if (!post) return;
	if (event.key === 'l') void toggleLike(post);
	if (event.key === 'b') void toggleBookmark(post);
	if (event.key === 'r') {
		event.preventDefault();
		navigate(`/compose/post?in_reply_to=${post.id}`);
	}
	if (event.key === 't')
		document.querySelector<HTMLElement>(`article[data-post="${post.id}"] [data-testid="retweet"]`)?.click();
}

const isTyping = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	(target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
