/** What scrolling a long feed costs in scripts, with the extension and in a bare browser. */
import {FACEBOOK_CUSTOMERS, X_CUSTOMERS} from '#sandbox/seed.ts';
import type {Race} from './paired.ts';
import {sentences} from './scenes.ts';
import {inTurns, openWriters, type Place, places, threadTime, type Writer} from './writers.ts';

export interface ScrollingPlan {
	rounds: number;
	posts: number;
}

/** A draft far above what is looked at keeps everything of ours awake. */
const drafts = {'nothing written': '', 'a draft begun': 'Guaranteed finance for everyone, no deposit.'};
const batch = 20;

/** Milliseconds of scripting from the first post to the last, per round, by site; the feed grows as one scrolls. */
export async function raceScrolling(
	{rounds, posts}: ScrollingPlan,
	say: (line: string) => void,
): Promise<Record<string, Race>> {
	const desk = await openWriters(say);
	await desk.site.seed({
		x: {posts: feedOf(posts, X_CUSTOMERS[0]!.id)},
		facebook: {stories: feedOf(posts, FACEBOOK_CUSTOMERS[0]!.id)},
	});
	const races: Record<string, Race> = {};
	for (const [name, place] of Object.entries(places))
		for (const [way, draft] of Object.entries(drafts)) {
			const writers = await desk.sit();
			races[`${name}, ${way}`] = await inTurns(writers, rounds, one => scroll(one, place, posts, draft), 1);
			say(`${name}, ${way}: ${posts} posts, ${rounds} times`);
			for (const {page} of Object.values(writers)) await page.close();
		}
	await desk.close();
	return races;
}

async function scroll(writer: Writer, place: Place, posts: number, draft: string): Promise<number> {
	const {page} = writer;
	await page.goto(`${place.home}?count=${posts}&batch=${batch}`);
	await page.locator(place.feed).first().waitFor();
	if (draft !== '') await begin(writer, place, draft);
	await page.mouse.move(640, 500);
	const before = await threadTime(writer, 'ScriptDuration');
	const isDone = ([feed, count]: readonly [string, number]) =>
		document.querySelectorAll(feed).length >= count &&
		innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
	while (!(await page.evaluate(isDone, [place.feed, posts] as const))) await page.mouse.wheel(0, 1500);
	return (await threadTime(writer, 'ScriptDuration')) - before;
}

async function begin({page}: Writer, {editor}: Place, draft: string): Promise<void> {
	await page.locator(editor).first().click();
	await page.keyboard.insertText(draft);
	// Our line, or the time a bare browser's author takes for the same
	await page.waitForTimeout(1500);
}

const feedOf = (posts: number, author: string) =>
	Array.from({length: posts}, (_, i) => ({
		id: String(1_990_000_000_000_100_000n + BigInt(i)),
		author,
		text: `${sentences[i % sentences.length]} ${i}`,
		minutesAgo: 500 + i,
	}));
