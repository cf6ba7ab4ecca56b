import type {StoryView} from '#sandbox/shared/facebook-view.ts';
import {graphql, merged} from '../api/graphql.ts';
import {boot, now, weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {getState, setState, showToast} from '../store.ts';
import type {PostDraft} from './post-draft.ts';

export const emptyDraft = (group: string | null = null): PostDraft => ({
	text: '',
	privacy: 'EVERYONE',
	group,
	photos: [],
	shared: null,
	anonymous: false,
	at: null,
});

/** Publishes with optimistic UI: the post shows before the answer and vanishes if the site refuses. */
export async function publishPost(
	draft: PostDraft,
	operation = 'ComposerStoryCreateMutation',
): Promise<void> {
	const clientId = `client:${crypto.randomUUID()}`;
	const visible = draft.at === null && groupMode(draft) !== 'approval';
	if (visible) setState(({feed}) => ({feed: [optimistic(draft, clientId), ...feed]}));
	try {
		const files = draft.photos.map(photo => photo.file);
		const data = merged(await graphql(operation, createVariables(draft, clientId), files));
		settle(clientId, (data.story_create as Created).feed_story_edge?.node.sandbox_view);
		if (!visible) showToast({text: t(draft.at === null ? 'pending' : 'scheduled')});
	} catch {
		setState(({feed}) => ({feed: feed.filter(story => story.id !== clientId)}));
		const reopen = (): void =>
			setState({dialog: draft.shared ? {kind: 'share', story: draft.shared} : {kind: 'post', draft}});
		showToast({text: t('failed'), action: {label: t('edit'), run: reopen}}, true);
	}
}

interface Created {
	story_id: string;
	feed_story_edge?: {node: {sandbox_view: StoryView}};
}

/** Puts the server's story in the place of the optimistic one; without one it is still being processed. */
function settle(clientId: string, view: StoryView | undefined): void {
	setState(({feed}) => ({feed: feed.map(story => (story.id === clientId && view ? view : story))}));
}

const groupMode = ({group}: PostDraft) => boot.groups.find(({id}) => id === group)?.mode;

function optimistic(draft: PostDraft, id: string): StoryView {
	return {
		id,
		storyId: id,
		feedbackId: id,
		author: getState().actor,
		text: draft.text,
		createdAt: now(),
		group: boot.groups.find(group => group.id === draft.group) ?? null,
		shared: draft.shared,
		photos: draft.photos.map(photo => photo.preview),
		comments: [],
		reactions: 0,
		reacted: false,
		edited: false,
	};
}

/** The variables of facebook.md section 8. */
export function createVariables(draft: PostDraft, clientId: string, storyId?: string): unknown {
	const privacy = {base_state: draft.privacy, allow: [], deny: [], tag_expansion_state: 'UNSPECIFIED'};
	return {
		input: {
			composer_entry_point: 'inline_composer',
			composer_source_surface: draft.group ? 'group' : 'newsfeed',
			composer_type: typeOf(draft, storyId),
			idempotence_token: `${clientId.slice('client:'.length)}_FEED`,
			source: 'WWW',
			...(draft.text === '' && draft.shared ? {} : {message: {ranges: [], text: draft.text}}),
			attachments: attachmentsOf(draft),
			...(draft.shared && !draft.group
				? {audiences: {undirected: {privacy}}}
				: {audience: draft.group ? {to_id: draft.group} : {privacy}}),
			...(storyId ? {story_id: storyId} : {}),
			...(draft.at === null
				? {}
				: {
						unpublished_content_data: {
							unpublished_content_type: 'SCHEDULED',
							scheduled_publish_time: Math.floor(draft.at / 1000),
						},
					}),
			with_tags_ids: [],
			inline_activities: [],
			explicit_place_id: '0',
			text_format_preset_id: '0',
			logging: {composer_session_id: crypto.randomUUID()},
			navigation_data: {attribution_id_v2: 'CometHomeRoot.react,comet.home'},
			actor_id: getState().actor.id,
			client_mutation_id: '1',
			...(draft.anonymous ? {is_anonymous: true} : {}),
		},
		feedLocation: draft.group ? 'GROUP' : 'NEWSFEED',
		renderLocation: draft.group ? 'group' : 'homepage_stream',
		isGroup: draft.group !== null,
		isTimeline: false,
	};
}

function typeOf(draft: PostDraft, storyId: string | undefined): string {
	if (storyId) return 'edit';
	if (draft.shared) return 'share';
	return draft.group ? 'group' : 'feed';
}

function attachmentsOf({photos, shared}: PostDraft): unknown[] {
	const scrape = shared && {share_type: 22, share_params: [shared.id]};
	return [
		...photos.map(photo => ({photo: {id: photo.id}})),
		...(scrape ? [{link: {share_scrape_data: JSON.stringify(scrape)}}] : []),
	];
}

/** Two names exist for a share; which one a visitor sees depends on the cohort. */
export const shareOperation = (): string =>
	weather.variant === 'b' ? 'ComposerStoryCreateMutation' : 'useCometFeedToFeedReshare_FeedToFeedMutation';
