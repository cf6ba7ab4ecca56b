/**
 * Posts of the Business Suite: the content stands in `base`, and once more for each channel it goes to, where it could differ
 * (two public captures, 2025 and 2026; names only, no value of them is here).
 */
import type {Draft} from '#lib/core/draft.ts';
import type {Fields} from '../fields.ts';
import type {Uploads} from '../site.ts';
import {NOISE} from './noise.ts';

type Reader = (input: Fields, uploads?: Uploads) => Partial<Draft>;

const channels = [
	'FACEBOOK_NEWS_FEED',
	'FACEBOOK_GROUP',
	'FACEBOOK_STORY',
	'INSTAGRAM_POST',
	'INSTAGRAM_STORY',
];
/** The usual one says nothing. */
const usual = 'FACEBOOK_NEWS_FEED';

/** `story` reads a post of the page itself. */
export function businessReader(story: Reader): Reader {
	return (input, uploads) => {
		if (!input.has('base')) return story(input, uploads);
		input.ignore(...NOISE);
		const base = input.fields('base');
		const actor = base.id('actor_id');
		// There in every post, and empty: what is in them is not understood.
		for (const key of ['request_review_data', 'post_collaborators']) base.fields(key);
		const content = {
			message: base.json('message'),
			attachments: base.json('attachments'),
			later: laterOf(base),
		};
		const read = story(base, uploads);
		const listed = input.texts('channels');
		const said = channels.filter(name => input.has(name)).map(name => ({name, channel: input.fields(name)}));
		const others = said.filter(
			({name, channel}) => differs(channel, content) || (channel.has('message') && !listed.includes(name)),
		);
		const spent = input.text('raw_boosted_component_spec');
		return {
			...read,
			...elsewhere(read, listed, input.texts('identities'), actor),
			unknown: [
				...(read.unknown ?? []),
				...others.map(({name}) => `${name} differs`),
				...(isOwn(base, actor) ? [] : ['base.audiences']),
				...(listed.length > 0 ? [] : ['channels']),
				...(spent === '' || spent === 'null' ? [] : ['raw_boosted_component_spec']),
			],
		};
	};
}

function laterOf(fields: Fields): string {
	return fields.json('unpublished_content_data');
}

/** What a channel leaves out is as in `base`. */
function differs(channel: Fields, content: {message: string; attachments: string; later: string}): boolean {
	const own = [channel.json('message'), channel.json('attachments'), laterOf(channel)];
	return [content.message, content.attachments, content.later].some(
		(said, i) => own[i] !== '' && own[i] !== said,
	);
}

/** The page's own public, said by its number. */
function isOwn(base: Fields, actor: string): boolean {
	const audiences = base
		.list('audiences')
		.map(each => each.fields('business_presence').id('business_presence_id'));
	return audiences.every(id => id === actor);
}

/** Another channel, another account: bound by what the site calls it. */
function elsewhere(read: Partial<Draft>, listed: string[], identities: string[], actor: string) {
	const isUsual = listed.every(name => name === usual) && identities.every(id => id === actor);
	if (isUsual) return {};
	return {details: {...read.details, channels: listed.join(' '), identities: identities.join(' ')}};
}
