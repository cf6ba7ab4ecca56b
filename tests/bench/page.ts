/** What the benchmark runs inside Chromium; `chromium.ts` bundles it, minified as the extension's own code is. */
import {createBinaryModuleFromUrl} from 'harper.js';
import {check, open} from '#lib/core/policy/engine.ts';
import {inputOf} from './input.ts';
import {alternation} from './matchers.ts';
import type {Race} from './paired.ts';
import {harperLinter, type LintersScene, raceLinters, retextLinter} from './race-linters.ts';
import {raceSizes, raceTerms, type TermsScene} from './race-terms.ts';

const json = async (path: string) => (await fetch(path)).json();
const bytes = async (path: string) => (await fetch(path)).arrayBuffer();

const inPage = {
	async terms(scene: string, policy: string): Promise<Race> {
		return raceTerms((await json(scene)) as TermsScene, await bytes(policy));
	},
	async sizes(scene: string, long: string, short: string): Promise<Race> {
		return raceSizes((await json(scene)) as TermsScene, await bytes(long), await bytes(short));
	},
	async linters(scene: string, policy: string): Promise<Race> {
		const harper = await harperLinter(createBinaryModuleFromUrl(new URL('/harper.wasm', location.href).href));
		const linters = {'harper.js': harper, 'retext, 8 plugins': retextLinter()};
		return raceLinters((await json(scene)) as LintersScene, await bytes(policy), linters);
	},
	/** Milliseconds from the compiled buffer in memory to the first verdict; only once in a tab. */
	async firstVerdict(scene: string, policy: string): Promise<number> {
		const {texts} = (await json(scene)) as TermsScene;
		const buffer = await bytes(policy);
		const start = performance.now();
		check(open(buffer), inputOf(texts[0]!));
		return performance.now() - start;
	},
	/** Milliseconds of the alternation's first call alone; its construction is not counted. */
	async firstCall(scene: string): Promise<number> {
		const {texts, terms} = (await json(scene)) as TermsScene;
		const one = alternation(terms, 'gi');
		const start = performance.now();
		one.test(texts[0]!);
		return performance.now() - start;
	},
};

export type InPage = typeof inPage;
Object.assign(globalThis, {bench: inPage});
