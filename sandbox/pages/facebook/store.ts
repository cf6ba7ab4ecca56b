import {useSyncExternalStore} from 'react';
import type {FacebookActor} from '#sandbox/seed.ts';
import type {StoryView} from '#sandbox/shared/facebook-view.ts';
import {boot} from './boot.ts';
import type {PostDraft} from './feed/post-draft.ts';

export interface Toast {
	key: number;
	text: string;
	action?: {label: string; run: () => void};
}

export type Dialog =
	| {kind: 'post'; draft: PostDraft}
	| {kind: 'share'; story: StoryView}
	| {kind: 'edit'; story: StoryView};

export interface State {
	actor: FacebookActor;
	path: string;
	feed: StoryView[];
	dialog: Dialog | null;
	toasts: Toast[];
}

let state: State = {
	actor: boot.actor,
	path: location.pathname + location.search,
	feed: boot.feed,
	dialog: null,
	toasts: [],
};
const listeners = new Set<() => void>();

export const getState = (): State => state;

export function setState(change: Partial<State> | ((state: State) => Partial<State>)): void {
	state = {...state, ...(typeof change === 'function' ? change(state) : change)};
	for (const listener of [...listeners]) listener();
}

const subscribe = (listener: () => void): (() => void) => {
	listeners.add(listener);
	return () => listeners.delete(listener);
};

export function useStore<Value>(select: (state: State) => Value): Value {
	return useSyncExternalStore(subscribe, () => select(state));
}

let toastKey = 0;

/** Error toasts last until closed; others five seconds. */
export function showToast(toast: Omit<Toast, 'key'>, lasting = false): void {
	toastKey += 1;
	const key = toastKey;
	setState(({toasts}) => ({toasts: [...toasts, {...toast, key}]}));
	if (!lasting) setTimeout(() => hideToast(key), 5000);
}

export const hideToast = (key: number): void =>
	setState(({toasts}) => ({toasts: toasts.filter(toast => toast.key !== key)}));

export function navigate(path: string): void {
	history.pushState(null, '', path);
	setState({path});
}

window.addEventListener('popstate', () => setState({path: location.pathname + location.search}));
