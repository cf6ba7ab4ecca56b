import type {Page} from 'playwright-core';
import {siteBehaviours} from './support/behaviours.ts';

const account = '61550000000101';
const story = '122100000001001';
const comment = '122100000002001';

const feed = 'https://www.facebook.com/';
const storyArticle = (page: Page) =>
	page.locator(`[role=article]:has(> * a[href$="/posts/${story}"])`).first();
const commentArticle = (page: Page) => page.locator('[role=article] [role=article]', {hasText: 'gearbox'});

siteBehaviours([
	{
		name: 'Facebook: create-post dialog',
		url: feed,
		account,
		async enter(page) {
			await page.locator('[role=region] [role=link] + [role=button]').click();
			await page.locator('[role=dialog] [role=textbox]').click();
		},
		press: page => page.locator('[role=dialog] footer [role=button]').first().click(),
		sendKey: 'ControlOrMeta+Enter',
		newLine: 'Enter',
		operation: 'post',
		target: null,
		everyEdit: true,
	},
	{
		name: 'Facebook: comment',
		url: feed,
		account,
		enter: page => storyArticle(page).locator('> form [role=textbox]').click(),
		press: page => storyArticle(page).locator('> form #focused-state-composer-submit [role=button]').click(),
		sendKey: 'Enter',
		newLine: 'Shift+Enter',
		operation: 'comment',
		target: {kind: 'post', id: story},
	},
	{
		name: 'Facebook: reply to a comment',
		url: feed,
		account,
		async enter(page) {
			await commentArticle(page).locator('[role=button]').nth(1).click();
			await commentArticle(page).locator('form [role=textbox]').click();
		},
		press: page => commentArticle(page).locator('#focused-state-composer-submit [role=button]').click(),
		sendKey: 'Enter',
		newLine: 'Shift+Enter',
		operation: 'reply',
		target: {kind: 'comment', id: comment},
	},
	{
		name: 'Facebook: post in a group',
		url: 'https://www.facebook.com/groups/700000000000301',
		account,
		async enter(page) {
			await page.locator('[role=region] [role=link] + [role=button]').click();
			await page.locator('[role=dialog] [role=textbox]').click();
		},
		press: page => page.locator('[role=dialog] footer [role=button]').first().click(),
		sendKey: 'ControlOrMeta+Enter',
		newLine: 'Enter',
		operation: 'post',
		target: {kind: 'group', id: '700000000000301'},
	},
]);
