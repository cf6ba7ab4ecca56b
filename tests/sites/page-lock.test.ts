import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {type Guarded, openStage, type Stage, until} from './support/stage.ts';

const LEEDS = '1450000000000000101';
const text = 'Viewings on Saturday 🚗';

let stage: Stage;
let tab: Guarded;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
	await tab?.page.close();
	await stage.control('POST /reset');
	tab = await stage.open('https://x.com/home');
});

/** Made by the page itself: what the hook sees of a post, and what became of it. */
function sendXhr(name = 'CreateTweet', words = text) {
	return tab.page.evaluate(
		({name, words}) =>
			new Promise<{events: string[]; state: number; status: number}>(resolve => {
				const xhr = new XMLHttpRequest();
				const events: string[] = [];
				for (const type of ['readystatechange', 'load', 'error', 'abort', 'loadend'])
					xhr.addEventListener(type, () => {
						events.push(type === 'readystatechange' ? `state ${xhr.readyState}` : type);
						if (type === 'loadend') resolve({events, state: xhr.readyState, status: xhr.status});
					});
				xhr.open('POST', `/i/api/graphql/q/${name}`);
				xhr.setRequestHeader('content-type', 'application/json');
				xhr.send(JSON.stringify({variables: {tweet_text: words}, queryId: 'q'}));
			}),
		{name, words},
	);
}

const reached = async (name = 'CreateTweet') => (await stage.received(name)).length;
const asks = () => tab.guard(end => end.heard.filter(message => message.type === 'ask'));

describe('XMLHttpRequest', () => {
	test('a post of a guarded account is asked about with its draft, and refused as a network error', async () => {
		await tab.guard((end, id) => {
			end.accounts(id!);
			end.answerWith('refuse');
		}, LEEDS);
		const seen = await sendXhr();
		expect(seen).toEqual({events: ['state 1', 'state 4', 'error', 'loadend'], state: 4, status: 0});
		expect(await asks()).toMatchObject([
			{
				transport: 'xhr',
				outgoing: {name: 'CreateTweet', account: LEEDS, draft: {text, operation: 'post', unknown: []}},
			},
		]);
		expect(await reached()).toBe(0);
	});
});
void until;
