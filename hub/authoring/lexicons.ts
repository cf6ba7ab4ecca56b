/** Lexicons: a pack's named word sets, which rules find by `@name`. */
import {compile, PackError} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {type Rule, ruleSchema} from '#lib/core/policy/rule.schema.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {failuresOf} from '../pack-examples.ts';
import {assertMayPublish} from '../policy/publish.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import type {Phrase} from './phrases.ts';
import {putHead} from './save-rule.ts';
import {packsToPublish, type WorkingCopy, workingCopy} from './working-copy.ts';

export interface Lexicon {
	pack: string;
	name: string;
	phrases: string[];
}

/** Sets that are found by conditions as well are rules in their own right: not shown as lists. */
export function lexiconsOf({packs}: Pick<WorkingCopy, 'packs'>): Lexicon[] {
	return packs.flatMap(({head}) =>
		Object.entries(head.sets).flatMap(([name, set]) =>
			set.every(entry => typeof entry === 'string') ? [{pack: head.id, name, phrases: set as string[]}] : [],
		),
	);
}

/** Puts these phrases in place of the ones the list had. Throws `Refused` with the line; nothing is changed then. */
export async function importLexicon(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	{pack: id, name, phrases}: {pack: string; name: string; phrases: readonly Phrase[]},
): Promise<Lexicon> {
	const admin = await admit(trx, caller, deps.now());
	assertMayPublish(admin);
	const copy = await workingCopy(trx);
	const own = copy.packs.find(({head}) => head.id === id);
	if (!own) throw new Refused(404, 'unknown-pack', 'There is no such pack.');
	const head = {...own.head, sets: {...own.head.sets, [name]: phrases.map(({text}) => text)}};
	const others = packsToPublish(copy).filter(pack => pack.id !== id);
	const rules = own.rules.filter(({change}) => change !== 'removed').map(({rule}) => rule);
	assertWorks(others, {...head, rules}, name, phrases, deps.now());
	await putHead(trx, deps, head, admin.person);
	return {pack: id, name, phrases: phrases.map(({text}) => text)};
}

function assertWorks(
	others: readonly Pack[],
	pack: Pack,
	name: string,
	phrases: readonly Phrase[],
	now: number,
): void {
	try {
		compile([{...pack, rules: [probe(name)]}]);
		const [failure] = failuresOf(open(compile([...others, pack])), pack, now);
		if (!failure) return;
		const {rule, text, problem} = failure;
		throw new Refused(422, 'examples-fail', `With this list ${rule} ${problem}: "${text.slice(0, 80)}".`);
	} catch (error) {
		if (!(error instanceof PackError)) throw error;
		const line = brokenLine(pack, name, phrases);
		throw new Refused(422, 'not-a-list', `Line ${line}: ${error.message}. Write it in plain words.`);
	}
}

/** The first phrase that does not compile by itself. */
function brokenLine(pack: Pack, name: string, phrases: readonly Phrase[]): number {
	const rules = [probe(name)];
	for (const {line, text} of phrases)
		try {
			compile([{...pack, sets: {...pack.sets, [name]: [text]}, rules}]);
		} catch {
			return line;
		}
	return phrases[0]?.line ?? 1;
}

/** A list that no rule finds yet is not compiled: this rule finds it. */
function probe(name: string): Rule {
	return ruleSchema.parse({
		...{id: 'PRB-01', title: name, severity: 'advise', message: name, source: name, why: name},
		detect: [{find: [`@${name}`]}],
		examples: {flags: [name], passes: [name]},
	});
}
