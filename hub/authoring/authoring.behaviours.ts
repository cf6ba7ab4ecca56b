import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {refusal, type TestHub} from '../hub.fixture.ts';

/** A rule that works, with lines to be spoilt. */
export const good = `id: HSE-10
title: Commission
severity: review
message: Say how we are paid.
source: FCA notice, 24 November 2026
why: Customers read it as free.
owner: Helen Marsh
review: 2027-05-24
detect:
  - find: |
      commission free
      no commission
    unless: [quoted, question]
examples:
  flags:
    - "Our finance is [commission free]."
  passes:
    - "We were paid commission of £420."
    - "Is it commission free?"
`;

/** Rules are written in the console: saved when they work, refused with a reason when they do not. */
export function authoringBehaviours(open: () => Promise<TestHub>): void {
	describe('rules in the making', () => {
		let hub: TestHub;
		let helen: AtConsole;
		beforeAll(async () => {
			hub = await open();
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
		});
		afterAll(() => hub.close());

		const save = (yaml: string, rule: string | null = null, was: number | null = null) =>
			helen.ask('saveRule', {rule, yaml, was}, {pack: 'house'});
		const lines = async () =>
			(await helen.ask('listRules')).rules.map(({id, change}) => `${id} ${change}`).join(', ');
		const told = (answer: Promise<unknown>) =>
			answer.then(
				() => 'it was taken',
				error => (error as Error).message,
			);

		test('what is in force can be read, also when nobody wrote it here', async () => {
			expect(await lines()).toBe('HSE-01 same, HSE-02 same');
			const {yaml} = await helen.ask('readRule', undefined, {pack: 'house', rule: 'HSE-01'});
			expect(yaml).toContain('monthly finance');
			expect(await told(save(yaml, 'HSE-01'))).toBe('it was taken');
			expect(await lines()).toBe('HSE-01 same, HSE-02 same');
		});

		test('a rule is saved, changed, taken out; every save is kept; nothing of it is in force', async () => {
			const digest = await hub.policy();
			expect((await save(good)).rule).toBe('HSE-10');
			expect(await lines()).toContain('HSE-10 new');
			const first = await helen.ask('readRule', undefined, {pack: 'house', rule: 'HSE-10'});
			await save(good.replace('Commission', 'About commission'), 'HSE-10', first.n);
			expect(await told(save(good, 'HSE-10', first.n))).toMatch(/Somebody else saved this rule meanwhile/);
			const second = await helen.ask('readRule', undefined, {pack: 'house', rule: 'HSE-10'});
			await helen.ask('removeRule', {was: second.n}, {pack: 'house', rule: 'HSE-10'});
			const {history} = await helen.ask('readRule', undefined, {pack: 'house', rule: 'HSE-10'});
			expect(history.map(({yaml, by}) => [yaml?.match(/title: (.*)/)?.[1], by])).toEqual([
				[undefined, 'Helen Marsh'],
				['About commission', 'Helen Marsh'],
				['Commission', 'Helen Marsh'],
			]);
			expect(await hub.policy()).toBe(digest);
		});

		test('it is tried on any text while it is written', async () => {
			const sample = {text: 'Finance with no commission at all.', site: 'x', kind: 'post'} as const;
			const trial = await helen.ask('tryRule', {pack: 'house', rule: 'HSE-10', yaml: good, sample});
			expect(trial.findings.map(({rule, start, end}) => [rule, sample.text.slice(start, end)])).toEqual([
				['HSE-10', 'no commission'],
			]);
			expect(trial.examples.every(({problem}) => problem === null)).toBe(true);
		});

		test('a draft is kept as it is, however broken, for the one who began it', async () => {
			const draft = 'id: HSE-11\ntitle: half a th';
			await helen.ask('keepRuleDraft', {yaml: draft}, {pack: 'house', rule: 'new'});
			expect((await helen.ask('readRule', undefined, {pack: 'house', rule: 'new'})).draft?.yaml).toBe(draft);
			const lena = await hub.hire('Lena', {role: 'admin', location: 'group'});
			const other = await atConsole(hub, lena.enrolment.person.id);
			expect((await other.ask('readRule', undefined, {pack: 'house', rule: 'new'})).draft).toBeNull();
		});

		test('only an admin of the whole firm writes; an auditor reads', async () => {
			const local = await hub.hire('Local', {role: 'admin', location: 'group/north'});
			const ruth = await hub.hire('Ruth', {role: 'auditor', location: 'group'});
			const [own, auditor] = await Promise.all(
				[local, ruth].map(({enrolment}) => atConsole(hub, enrolment.person.id)),
			);
			const write = (who: AtConsole) =>
				refusal(who.ask('saveRule', {rule: null, yaml: good, was: null}, {pack: 'house'}));
			expect(await write(own!)).toBe('not-an-admin');
			expect(await write(auditor!)).toBe('not-your-role');
			expect((await auditor!.ask('listRules')).rules.length).toBeGreaterThan(1);
		});

		test('starter packs are installed as they are written, once, and somebody answers for them', async () => {
			const packs = await helen.ask('starterPacks');
			expect(packs.map(({id}) => id)).toContain('uk-motor-finance');
			await helen.ask('installStarter', undefined, {pack: 'uk-motor-finance'});
			const {yaml} = await helen.ask('readRule', undefined, {pack: 'uk-motor-finance', rule: 'FIN-09'});
			expect(yaml).toMatch(/^id: FIN-09\n[\s\S]*\nowner: "Helen Marsh"\nreview: \d{4}-\d\d-\d\d\n$/);
			expect(await refusal(helen.ask('installStarter', undefined, {pack: 'uk-motor-finance'}))).toBe(
				'installed-already',
			);
		});

		test('a notice becomes a rule that only needs reading', async () => {
			await helen.ask('newPack', {id: 'notices', title: 'Notices'});
			const notice =
				'24 November 2026. Promotions that say "commission-free" or “redress ready” are likely to mislead.';
			const {yaml} = await helen.ask('ruleFromNotice', {pack: 'notices', notice, link: ''});
			expect(yaml).toContain('from: 2026-11-24');
			const {rule} = await helen.ask('saveRule', {rule: null, yaml, was: null}, {pack: 'notices'});
			expect(rule).toBe('OWN-01');
		});

		test('so does a notice as regulators write them: a letterhead, a list, another day from which it applies', async () => {
			const notice = [
				'FCA notice, 22 November 2026',
				'Motor finance promotions: claims about commission',
				'Firms should not use claims such as:',
				'• commission free finance;',
				"- we don't take commission, or",
				'1) ‘redress ready’',
				'It applies from 1 December 2026.',
			].join('\n\n');
			const {yaml} = await helen.ask('ruleFromNotice', {pack: 'notices', notice, link: ''});
			expect(yaml).toContain('title: "Motor finance promotions: claims about commission"');
			expect(yaml).toContain('from: 2026-12-01');
			expect(yaml).toContain('source: Notice of 2026-11-22');
			for (const phrase of ['commission free finance', "we don't take commission", 'redress ready'])
				expect(yaml).toMatch(new RegExp(`^ +- ${phrase}$`, 'm'));
			const {rule} = await helen.ask('saveRule', {rule: null, yaml, was: null}, {pack: 'notices'});
			expect(rule).toBe('OWN-02');
		});

		const change = (from: string | RegExp, to: string) => good.replace(from, to);
		test.each([
			['an unknown key', change('severity:', 'severty:'), /Line 3: .*Did you mean "severity"\?/],
			['an unknown word', change('review\n', 'hard\n'), /Line 3: severity: can be block, review or advise/],
			['a missing line', change(/title: .*\n/, ''), /Line 1: title: is missing\. Add "title: …"/],
			['an id that is none', change('HSE-10', 'commission'), /Line 1: id: an id looks like FIN-01/],
			['an id of another rule', change('HSE-10', 'HSE-01'), /Line 1: id: HSE-01 is taken/],
			['a day that is none', change('2027-05-24', 'next May'), /Line 8: review: should be a day like/],
			['a message too long', change('paid.', `paid. ${'word '.repeat(20)}`), /Line 4: message: .*20 words/],
			['a tab', change('  - find', '\t- find'), /Line 10: .*Check the spaces/],
			['a quote not closed', change('free]."', 'free].'), /Line 16: A quote or bracket is opened/],
			['a colon in plain text', change('why: ', 'why: so: '), /Line 6: .*quotes around text with ":"/],
			['the same key twice', change('why:', 'source:'), /Line 6: This word stands here twice/],
			['nothing to find', change(/detect:[\s\S]*examples/, 'detect: []\nexamples'), /Line 9: detect: /],
			[
				'no example',
				change(/flags:\n.*\n/, 'flags: []\n'),
				/Line 15: examples\.flags: needs at least one example/,
			],
			[
				'an example that is not caught',
				change('[commission free]', '[free commission]'),
				/Line 16: .*should be flagged, is not/,
			],
			[
				'an example that is caught',
				change('paid commission of', 'no commission but'),
				/Line 18: .*should pass, is flagged at "no commission"/,
			],
			[
				'the wrong words marked',
				change(
					`${'Our [finance]'.slice(0, 4)}finance is [commission free]`,
					'[Our] finance is commission free',
				),
				/Line 16: .*marks "commission free" instead of "Our"/,
			],
			[
				'a list that is not there',
				change('commission free\n      no commission', '@no-such-list'),
				/Line 9: .*no-such-list/,
			],
			[
				'a pattern with look-behind',
				change(/- find: \|\n.*\n.*\n/, '- pattern: {regex: "(?<=a)b", needs: [free]}\n'),
				/Line 10: .*no pattern of RE2/,
			],
			['no rule at all', 'just words', /Line 1: /],
			['nothing', '', /Line 1: This is not a rule yet/],
			[
				'anchors that multiply',
				`a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`,
				/Line 1: /,
			],
			['a novel', 'x'.repeat(199_999), /Line 1: /],
		])('%s is refused with the line and the mend; nothing changes', async (_, yaml, message) => {
			const before = await lines();
			expect(await told(save(yaml))).toMatch(message);
			expect(await lines()).toBe(before);
		});

		const bring = (format: 'csv' | 'json' | 'txt' | 'docx' | 'xlsx', content: string) =>
			helen.ask(
				'importLexicon',
				{format, content: Buffer.from(content).toString('base64')},
				{pack: 'notices', name: 'rivals'},
			);

		test('a word list goes out and in again unchanged; case is dropped', async () => {
			const {phrases} = await bring(
				'csv',
				'Phrase;Note\r\n"Kestrel, Cars";x\r\nFINCH Motors;y\r\nfinch motors;z\r\n',
			);
			expect(phrases).toEqual(['kestrel, cars', 'finch motors']);
			for (const format of ['csv', 'json'] as const) {
				const query = {pack: 'notices', name: 'rivals', format};
				const {content} = await helen.ask('exportLexicon', undefined, query);
				expect((await bring(format, content)).phrases).toEqual(phrases);
			}
		});

		test.each([
			['csv', 'phrase\nfine\n"not closed\n', /Line [234]: A quote is opened and not closed/],
			['csv', '', /Line 1: There are no words/],
			['csv', `phrase\nfine\n${'x'.repeat(201)}\n`, /Line 3: This is longer than 200 letters/],
			[
				'csv',
				Array.from({length: 5001}, (_, i) => `word ${i}`).join('\n'),
				/Line 5001: A list has at most 5000/,
			],
			['json', '{"phrases": ["a",\n"b"\n"c"]}', /Line 3: This is not JSON from here on/],
			['json', '{"words": {}}', /Line 1: "words" is not known here\. Take it out/],
			['json', '{"name": "x"}', /Line 1: Write a list/],
			['json', '["a",\n"b",\n7]', /Line 3: Entry 3 is not text/],
			['txt', 'fine\n@no-such-list', /Line 2: /],
			['docx', 'no zip at all', /Line 1: This is not a Word file/],
			['xlsx', 'no zip at all', /Line 1: This is not an Excel file/],
		] as const)('a broken %s list is refused: %#', async (format, content, message) => {
			const before = await helen.ask('lexicons');
			expect(await told(bring(format, content))).toMatch(message);
			expect(await helen.ask('lexicons')).toEqual(before);
		});
	});
}
