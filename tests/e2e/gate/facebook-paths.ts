/** Every surface and gesture of the sandbox's Facebook. */
import type {Page} from 'playwright-core';
import {FACEBOOK_GROUPS, FACEBOOK_STORIES} from '#sandbox/seed.ts';
import type {Weather} from '#sandbox/shared/weather.ts';
import {click, on, type Path, press} from './path.ts';

const dialogEditor = '[role=dialog] [data-lexical-editor=true]';
const facebook = 'https://www.facebook.com/';
const dialog = (url = facebook) => ({
	async enter(page: Page) {
		await page.goto(url);
		await page.click('[role=region] [role=link] + [role=button]');
		await page.click(dialogEditor);
	},
	refocus: (page: Page) => page.focus(dialogEditor),
});
const post = click('[role=dialog] [aria-label=Post]');
const comment = on(
	facebook,
	`[data-story="${FACEBOOK_STORIES[0]!.id}"] > form :is([data-lexical-editor], textarea)`,
);

const facebookGestures: Path[] = [
	{site: 'facebook', name: 'post dialog, click', ...dialog(), send: post, again: true, ci: true},
	{site: 'facebook', name: 'post dialog, Ctrl+Enter', ...dialog(), send: press('Control+Enter'), again: true},
	{site: 'facebook', name: 'post dialog, Meta+Enter', ...dialog(), send: press('Meta+Enter'), again: true},
	{
		site: 'facebook',
		name: 'post in a group',
		...dialog(`https://www.facebook.com/groups/${FACEBOOK_GROUPS[0]!.id}`),
		send: post,
		again: true,
	},
	{site: 'facebook', name: 'comment, Enter', ...comment, send: press('Enter'), ci: true},
	{
		site: 'facebook',
		name: 'comment, button',
		...comment,
		send: click('#focused-state-composer-submit [role=button]'),
	},
	{
		site: 'facebook',
		name: 'Business Suite',
		...on('https://business.facebook.com/latest/composer/', '[role=combobox][contenteditable=true]'),
		send: page => page.getByRole('button', {name: 'Publish', exact: true}).click(),
		clean: 'once or held',
	},
];

const facebookWeather: [string, Partial<Weather>, Path['clean']?][] = [
	['composer remounted while typing', {remount: true}],
	['changed class names', {hashedClasses: true}],
	['submit renamed', {renamedIds: 'send'}, 'once or held'],
	['name in the address', {nameIn: 'url'}, 'once or held'],
	['name in the header', {nameIn: 'header'}],
	['guarded answers', {forGuard: true}],
	['operation renamed', {opRenamed: true}],
	['sent from a worker', {workerSend: true}, 'once or held'],
	['page took a clean XMLHttpRequest', {pristineXhr: true}],
	['another extension’s hooks', {otherExtension: true}],
	['plain textarea at first', {unhydrated: true}, 'once or held'],
	['emoji as pictures', {emojiImages: true}],
	['addresses without numbers', {permalinks: 'pfbid'}, 'once or held'],
	['slow answers', {slow: 1500}],
	['trusted types', {trustedTypes: true}],
	['only trusted clicks', {isTrustedOnly: true}],
];

const facebookInWeather: Path[] = facebookWeather.map(([name, weather, clean = 'once']) => ({
	site: 'facebook',
	name: `comment, ${name}`,
	weather,
	clean,
	...comment,
	send: press('Enter'),
	...(name.startsWith('sent from') || name === 'name in the header' ? {ci: true} : {}),
}));

export const facebookPaths: readonly Path[] = [...facebookGestures, ...facebookInWeather];
