import type {PostView} from '#sandbox/shared/x-view.ts';
import {graphql} from '../api/graphql.ts';
import {boot} from '../boot.ts';
import {t} from '../i18n.ts';
import {showToast, store} from '../store.ts';
import {handle} from './publish.ts';

/** The toast with the link, and the new post in the timeline. */
export async function announce(ids: string[]): Promise<void> {
	const id = ids.at(-1)!;
	showToast({text: t('sent'), href: `/${handle()}/status/${id}`});
	await refreshTimeline();
}

export async function refreshTimeline(): Promise<void> {
	const data = await graphql('HomeTimeline', {count: boot.count, latestControlAvailable: true});
	const timeline = (data.home as {home_timeline_urt: PostView[]}).home_timeline_urt;
	store.dispatch({timeline});
}
