import {useSyncExternalStore} from 'react';
import type {XAccount} from '#sandbox/seed.ts';
import type {PostView} from '#sandbox/shared/x-view.ts';
import {boot} from './boot.ts';

/** One post of a composer as the store knows it. Its text is written on blur and unmount only (x.md section 7). */
export interface ComposerItem {
	key: string;
	text: string;
	mediaIds: string[];
	pollActive: boolean;
	pollChoices: string[];
	scheduledFor: number | null;
	quotedStatus: string | null;
}

export interface ComposerState {
	composerData: ComposerItem[];
	isSending: boolean;
	activeParentKey: string | null;
}

export interface Toast {
	key: number;
	text: string;
	href?: string;
	actions?: {label: string; run: () => void}[];
}

export interface State {
	account: XAccount;
	path: string;
	timeline: PostView[];
	tweetComposer: Record<string, ComposerState>;
	toasts: Toast[];
}

type Listener = () => void;

/** The Redux-shaped store a MAIN-world script can find at the root's props. */
export const store = createStore({
	account: boot.account,
	path: location.pathname + location.search,
	timeline: boot.timeline,
	tweetComposer: {},
	toasts: [],
});

function createStore(initial: State) {
	let state = initial;
	const listeners = new Set<Listener>();
	return {
		getState: (): State => state,
		dispatch(change: Partial<State> | ((state: State) => Partial<State>)): void {
			state = {...state, ...(typeof change === 'function' ? change(state) : change)};
			for (const listener of [...listeners]) listener();
		},
		subscribe(listener: Listener): () => void {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

export function useStore<Value>(select: (state: State) => Value): Value {
	return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

export function writeComposer(key: string, change: Partial<ComposerState>): void {
	store.dispatch(({tweetComposer}) => {
		const before = tweetComposer[key] ?? {composerData: [], isSending: false, activeParentKey: null};
		return {tweetComposer: {...tweetComposer, [key]: {...before, ...change}}};
	});
}

export const composerText = (key: string): string =>
	store.getState().tweetComposer[key]?.composerData[0]?.text ?? '';

let toastKey = 0;

/** Shows a toast; it stays for five seconds, so that an old one overlaps the next post. */
export function showToast(toast: Omit<Toast, 'key'>, milliseconds = 5000): () => void {
	toastKey += 1;
	const key = toastKey;
	store.dispatch(({toasts}) => ({toasts: [...toasts, {...toast, key}]}));
	const hide = (): void =>
		store.dispatch(({toasts}) => ({toasts: toasts.filter(other => other.key !== key)}));
	if (milliseconds > 0) setTimeout(hide, milliseconds);
	return hide;
}

/** In-page navigation: the address changes, no document is loaded. */
export function navigate(path: string): void {
	history.pushState(null, '', path);
	store.dispatch({path});
}

window.addEventListener('popstate', () => store.dispatch({path: location.pathname + location.search}));
