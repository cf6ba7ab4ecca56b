import {describe, expect, test} from 'vitest';
import {
	comment,
	link,
	PAGE,
	picture,
	privacy,
	recognise,
	story,
	withComment,
	withInput,
} from './recogniser.fixture.ts';

describe('publishing operations', () => {
	test.each([
		{
			name: 'ComposerStoryCreateMutation',
			variables: story,
			is: {operation: 'post', text: story.input.message.text, target: null, audience: null},
		},
		{name: 'ComposerStoryCreateWebMutation', variables: story, is: {operation: 'post'}},
		{
			name: 'ComposerStoryCreateMutation',
			variables: withInput({audience: {to_id: '700'}, composer_type: 'group'}),
			is: {operation: 'post', target: {kind: 'group', id: '700'}},
		},
		{
			name: 'ComposerStoryCreateMutation',
			variables: withInput({audience: {privacy: {...privacy, base_state: 'FRIENDS'}}}),
			is: {audience: 'FRIENDS'},
		},
		{
			name: 'ComposerStoryCreateMutation',
			variables: withInput({attachments: [{photo: {id: '77'}}]}),
			is: {media: [picture]},
		},
		{
			name: 'ComposerStoryCreateMutation',
			variables: withInput({
				unpublished_content_data: {unpublished_content_type: 'SCHEDULED', scheduled_publish_time: 1795000000},
			}),
			is: {operation: 'schedule', schedule: '2026-11-18T11:06:40.000Z'},
		},
		{
			name: 'useCometFeedToFeedReshare_FeedToFeedMutation',
			variables: withInput({
				composer_type: 'share',
				attachments: [link(22, '9')],
				audience: undefined,
				audiences: {undirected: {privacy}},
			}),
			is: {operation: 'share', quoted: '9'},
		},
		{
			name: 'ComposerStoryEditMutation',
			variables: withInput({story_id: btoa('S:_I1:9:9')}),
			is: {operation: 'edit', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'useCometUFICreateCommentMutation',
			variables: comment,
			is: {operation: 'comment', text: 'Thank you', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'CometUFICreateCommentMutation',
			variables: withComment({feedback_id: btoa('feedback:9_5')}),
			is: {operation: 'reply', target: {kind: 'comment', id: '5'}},
		},
		{
			name: 'useCometUFICreateCommentMutation',
			variables: withComment({reply_comment_parent_fbid: '5'}),
			is: {operation: 'reply', target: {kind: 'comment', id: '5'}},
		},
		{
			name: 'useCometUFIEditCommentMutation',
			variables: {
				input: {
					comment_id: btoa('comment:9_5'),
					message: {ranges: [], text: 'Changed'},
					actor_id: PAGE,
					client_mutation_id: '1',
				},
			},
			is: {operation: 'edit', text: 'Changed', target: {kind: 'comment', id: '5'}},
		},
		{
			name: 'CometUFIFeedbackReactMutation',
			variables: {
				input: {feedback_id: btoa('feedback:9'), feedback_reaction_id: '1635855486666999', actor_id: PAGE},
			},
			is: {operation: 'reaction', text: '1635855486666999', target: {kind: 'post', id: '9'}},
		},
		{
			name: 'useCometFeedStoryDeleteMutation',
			variables: {input: {story_id: btoa('S:_I1:9:9'), story_location: 'TIMELINE', actor_id: PAGE}},
			is: {operation: 'delete', target: {kind: 'post', id: '9'}},
		},
	])('$name is $is', ({name, variables, is}) => {
		const outgoing = recognise(name, variables);
		expect(outgoing).toMatchObject({
			name,
			account: PAGE,
			note: '',
			draft: {site: 'facebook', account: PAGE, unknown: []},
		});
		expect(outgoing?.draft).toMatchObject(is);
	});

	test.each([
		['a photo nobody has seen', withInput({attachments: [{photo: {id: '78'}}]}), ['media 78']],
		['a link card', withInput({attachments: [link(100, '9')]}), ['link']],
		[
			'people allowed by name',
			withInput({audience: {privacy: {...privacy, allow: ['5']}}}),
			['input.audience.privacy.allow'],
		],
		['another actor in the form', withInput({actor_id: '5'}), ['av']],
		['a variable from next year', {...story, sparkle: 'on'}, ['sparkle']],
	])('%s is unknown', (_, variables, unknown) => {
		expect(recognise('ComposerStoryCreateMutation', variables)?.draft?.unknown).toEqual(unknown);
	});
});

describe('what the draft has no field for is bound by the name the site gives it', () => {
	const mention = {entity: {id: '5'}, length: 7, offset: 0};
	test.each([
		['mentions', {message: {ranges: [mention], text: 'Gemma C'}}, {ranges: JSON.stringify([mention])}],
		['people tagged', {with_tags_ids: ['5']}, {with_tags_ids: '["5"]'}],
		['a place', {explicit_place_id: '5'}, {explicit_place_id: '5'}],
		['a background', {text_format_preset_id: '5'}, {text_format_preset_id: '5'}],
		['anonymous', {is_anonymous: true}, {is_anonymous: 'true'}],
	])('%s', (_, change, details) => {
		expect(recognise('ComposerStoryCreateMutation', withInput(change))?.draft).toMatchObject({
			details,
			unknown: [],
		});
	});
});

describe('surfaces with a mutation of their own', () => {
	const by = {actor_id: PAGE, client_mutation_id: '4'};
	const audiences = [{stories: {self: {target_id: PAGE}}}];
	const message = {ranges: [], text: 'Open today'};
	const words = {message: 'Hello', ...by};
	test.each([
		[
			'StoriesCreateMutation',
			{audiences, message, text_format_preset_id: '1'},
			{
				operation: 'story',
				text: 'Open today',
				target: {kind: 'story', id: PAGE},
				details: {text_format_preset_id: '1'},
			},
		],
		[
			'useCometFeedToStoryReshare_FeedToStoryMutation',
			{story_id: btoa('S:_I1:9:9')},
			{operation: 'story', quoted: '9'},
		],
		[
			'ReelComposerReelPublishMutation',
			{message, video_id: '8'},
			{operation: 'reel', text: 'Open today', details: {video_id: '8'}},
		],
		['ReelComposerReelPublishMutation', {message, video_id: '77'}, {operation: 'reel', media: [picture]}],
		[
			'MWInboxTrayNoteCreationDialogCreationStepContentMutation',
			{description: 'Hi'},
			{operation: 'story', text: 'Hi', details: {surface: 'note'}},
		],
		[
			'useStoriesSendReplyMutation',
			{...words, story_id: '9', story_reply_type: 'TEXT'},
			{operation: 'dm', text: 'Hello', target: {kind: 'story', id: '9'}},
		],
		[
			'CometUFICommentPrivateReplyMutation',
			{...words, comment_id: btoa('comment:9_5')},
			{operation: 'dm', target: {kind: 'comment', id: '5'}},
		],
		[
			'CometMarketplaceMessageSellerMutation',
			{...words, seller_id: '7'},
			{operation: 'dm', target: {kind: 'conversation', id: '7'}},
		],
		[
			'useCometUpdateScheduleTimeDialogRescheduleMutation',
			{story_id: '9', scheduled_publish_time: 1795000000},
			{operation: 'schedule', target: {kind: 'post', id: '9'}, schedule: '2026-11-18T11:06:40.000Z'},
		],
		[
			'useCometScheduledPostManualPublishMutation',
			{story_id: '9'},
			{operation: 'schedule', schedule: null, details: {publish: 'now'}},
		],
	])('%s', (name, input, is) => {
		const outgoing = recognise(name, {input: {...input, ...by}});
		expect(outgoing).toMatchObject({account: PAGE, note: '', draft: {unknown: []}});
		expect(outgoing?.draft).toMatchObject(is);
	});

	test.each([
		['a reel without a video', 'ReelComposerReelPublishMutation', {message}, ['video_id']],
		[
			'a story in two places',
			'StoriesCreateMutation',
			{audiences: [...audiences, ...audiences], message},
			['audiences'],
		],
		['a reply to no story', 'useStoriesSendReplyMutation', {message: 'Hi'}, ['story_id']],
		[
			'a photo nobody has seen',
			'StoriesCreateMutation',
			{audiences, attachments: [{photo: {id: '78'}}]},
			['media 78'],
		],
	])('%s is unknown', (_, name, input, unknown) => {
		expect(recognise(name, {input: {...input, ...by}})?.draft?.unknown).toEqual(unknown);
	});
});
