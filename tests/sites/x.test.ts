import type {Page} from 'playwright-core';
import {siteBehaviours} from './support/behaviours.ts';

const account = '1450000000000000101';
const asked = '1990000000000001001';

const editor = (page: Page) => page.locator('[data-testid="tweetTextarea_0"]');
const shared = {account, sendKey: 'ControlOrMeta+Enter', newLine: 'Enter'} as const;

siteBehaviours([
	{
		...shared,
		name: 'X: inline on the home page',
		url: 'https://x.com/home',
		enter: page => editor(page).click(),
		press: page => page.locator('[data-testid="tweetButtonInline"]').click(),
		operation: 'post',
		target: null,
		everyEdit: true,
	},
	{
		...shared,
		name: 'X: dialog',
		url: 'https://x.com/compose/post',
		enter: page => page.locator('[role=dialog] [data-testid="tweetTextarea_0"]').click(),
		press: page => page.locator('[data-testid="tweetButton"]').click(),
		operation: 'post',
		target: null,
	},
	{
		...shared,
		name: 'X: reply on a status page',
		url: `https://x.com/moira_trent/status/${asked}`,
		enter: page => editor(page).click(),
		press: page => page.locator('[data-testid="tweetButtonInline"]').click(),
		operation: 'reply',
		target: {kind: 'post', id: asked},
	},
	{
		...shared,
		name: 'X: reply in a dialog',
		url: 'https://x.com/home',
		async enter(page) {
			await page.locator(`article:has(a[href$="${asked}"]) [data-testid="reply"]`).click();
			await page.locator('[role=dialog] [data-testid="tweetTextarea_0"]').click();
		},
		press: page => page.locator('[data-testid="tweetButton"]').click(),
		operation: 'reply',
		target: {kind: 'post', id: asked},
	},
	{
		...shared,
		name: 'X: reply under a photo',
		url: `https://x.com/moira_trent/status/${asked}/photo/1`,
		enter: page => page.locator('[role=dialog] [data-testid="tweetTextarea_0"]').click(),
		press: page => page.locator('[data-testid="tweetButton"]').click(),
		operation: 'reply',
		target: {kind: 'post', id: asked},
	},
	{
		...shared,
		name: 'X: legacy direct message',
		url: 'https://x.com/messages/1450000000000000301',
		sendKey: 'Enter',
		newLine: 'Shift+Enter',
		enter: page => page.locator('[data-testid="dmComposerTextInput"]').click(),
		press: page => page.locator('[data-testid="dmComposerSendButton"]').click(),
		operation: 'dm',
		target: {kind: 'conversation', id: '1450000000000000301'},
	},
]);
