/** One stage and one fresh X tab per test, with the sentences that the page-lock tests are made of. */
import {afterAll, beforeAll, beforeEach} from 'vitest';
import {type Guarded, openStage, type Stage, type StageOptions} from './stage.ts';
import {body, type Way, ways} from './ways.ts';

export const LEEDS = '1450000000000000101';
export const YORK = '1450000000000000102';

type Answer = 'go' | 'refuse' | 'silent';

export function pageLockBench(options: StageOptions = {}) {
	let stage: Stage;
	let tab: Guarded;
	beforeAll(async () => {
		stage = await openStage(options);
	});
	afterAll(() => stage.close());
	beforeEach(async () => {
		await tab?.page.close();
		await stage.control('POST /reset');
		tab = await stage.open('https://x.com/home');
	});

	return {
		get page() {
			return tab.page;
		},
		get guard() {
			return tab.guard;
		},
		async goTo(url: string) {
			await tab.page.close();
			tab = await stage.open(url);
		},
		/** The guard names its accounts and answers every question so. */
		guardSays: (answer: Answer, ...accounts: string[]) =>
			tab.guard(
				(end, [answer, accounts]) => {
					end.answerWith(answer);
					end.accounts(...accounts);
				},
				[answer, accounts] as [Answer, string[]],
			),
		heard: (type: string) =>
			tab.guard((end, type) => end.heard.filter(message => message.type === type), type) as Promise<
				{id: number}[]
			>,
		send: (way: Way) => tab.page.evaluate<unknown, string>(ways[way], body),
		received: (name = 'CreateTweet') => stage.received(name),
		/** Methods of all requests that reached the server. */
		methods: async () => (await stage.control<{method: string}[]>('GET /received')).map(({method}) => method),
	};
}
