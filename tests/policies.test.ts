import {describe, expect, test} from 'vitest';
import {failuresOf} from '#hub/pack-examples.ts';
import {everyday, tooBroad} from '#hub/pack-report.ts';
import {loadPacks} from '#hub/policy-files.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';

const packs = loadPacks('policies');
const engine = open(compile(packs));
const now = Date.parse('2026-11-21');

describe.each(packs)('pack $id', pack => {
	const failures = failuresOf(engine, pack, now);

	test.each(pack.rules)('$id: its examples behave as it says', ({id}) => {
		expect(failures.filter(({rule}) => rule === id)).toEqual([]);
	});

	test.each(pack.rules)('$id: at least six of each kind', ({examples}) => {
		expect(examples.flags.length).toBeGreaterThanOrEqual(6);
		expect(examples.passes.length).toBeGreaterThanOrEqual(6);
	});
});

test('each rule lives in one pack only', () => {
	const ids = packs.flatMap(pack => pack.rules.map(({id}) => id));
	expect(ids.length).toBe(new Set(ids).size);
});

test.each(packs.map(({id}) => id))(
	'%s compiles and proves itself alone, for a company that installs only it',
	id => {
		const alone = loadPacks(`policies/${id}`);
		const own = open(compile(alone));
		expect(failuresOf(own, alone[0]!, now)).toEqual([]);
		expect(tooBroad(own, alone, everyday(), now, alone[0]!.profiles)).toEqual([]);
	},
);
