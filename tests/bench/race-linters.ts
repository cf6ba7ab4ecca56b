/** The whole check, all rule packs and a list of terms, beside whole linters with their stock rules. Node and page. */
import type {BinaryModule} from 'harper.js';
import {LocalLinter} from 'harper.js';
import {retext} from 'retext';
import retextContractions from 'retext-contractions';
import retextEquality from 'retext-equality';
import retextIndefiniteArticle from 'retext-indefinite-article';
import retextIntensify from 'retext-intensify';
import retextPassive from 'retext-passive';
import retextProfanities from 'retext-profanities';
import retextRepeatedWords from 'retext-repeated-words';
import retextSimplify from 'retext-simplify';
import {check, open} from '#lib/core/policy/engine.ts';
import {inputOf} from './input.ts';
import {engineMatcher, ours} from './matchers.ts';
import {type Contestant, type Effort, type Race, race} from './paired.ts';
import {CrossCheckError, crossCheck, type TermsScene} from './race-terms.ts';

export interface LintersScene extends TermsScene {
	effort: Effort;
}

/** Finds how many things are wrong with a text. */
export type Linter = (text: string) => Promise<number> | number;

export async function harperLinter(binary: BinaryModule): Promise<Linter> {
	const linter = new LocalLinter({binary});
	await linter.setup();
	return async text => (await linter.lint(text)).length;
}

export function retextLinter(): Linter {
	const processor = retext()
		.use(retextContractions)
		.use(retextEquality)
		.use(retextIndefiniteArticle)
		.use(retextIntensify)
		.use(retextPassive)
		.use(retextProfanities)
		.use(retextRepeatedWords)
		.use(retextSimplify);
	return async text => (await processor.process(text)).messages.length;
}

/** Texts nobody has seen: Harper remembers sentences, and would answer from memory. Each gets a word of its own. */
function freshly(
	{texts, terms}: LintersScene,
	job: (text: string) => Promise<void> | void,
): () => Promise<void> {
	let next = 0;
	return async () => {
		for (const text of texts) {
			const done = job(text.replace(/(?<=[.!?] )(?=[A-Z])/g, () => `${fresh(terms, next++)} `));
			if (done) await done;
		}
	};
}

const fresh = (terms: readonly string[], n: number) => `${terms[n % terms.length]!.split(' ').at(-1)}${n}`;

const broken = 'This is an test of the the linter. He utilise it alot.';

/** Ours is everything: the policy of all packs and the terms, facts, conditions, and findings in words. */
export async function raceLinters(
	scene: LintersScene,
	policy: ArrayBuffer,
	linters: Readonly<Record<string, Linter>>,
): Promise<Race> {
	crossCheck(engineMatcher(policy), scene);
	for (const [name, lint] of Object.entries(linters))
		if ((await lint(broken)) < 2) throw new CrossCheckError(`${name} finds nothing in "${broken}"`);
	const engine = open(policy);
	const own: Contestant = {
		name: ours,
		run: freshly(scene, text => {
			check(engine, inputOf(text));
		}),
	};
	const others = Object.entries(linters).map(([name, lint]) => ({
		name,
		run: freshly(scene, async text => {
			await lint(text);
		}),
	}));
	return race([own, ...others], scene.effort);
}
