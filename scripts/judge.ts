/**
 * `npm run judge -- [--corpus FILE] [--packs DIR] [--half even|odd] [--quiet]`: scores the packs on labelled drafts,
 * as the corpus's README says: by item and rule, spans beside it, other languages apart.
 */
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {engineAt} from '#hub/cli/check.ts';
import {draftLine, inputOf} from '#hub/cli/draft-lines.ts';
import {check} from '#lib/core/policy/engine.ts';
import type {Finding} from '#lib/core/policy/finding.ts';

interface Label {
	rule: string;
	span: [number, number];
	quote: string;
}
interface Item {
	id: string;
	text: string;
	labels: Label[];
	clean: boolean;
	ignore: string[];
	tags: string[];
	group: string;
	findings: Finding[];
	context?: object;
}
interface Score {
	hit: number;
	wrong: number;
	missed: number;
	overlap: number;
}

// Layout and mechanical checks; the corpus has no items for them (its README). They count only where a set labels them.
const mechanical = ['POL-05', 'STR-01', 'STR-03', 'STR-04', 'STR-05', 'STR-06', 'STR-07', 'STR-08'];

const {values: options} = parseArgs({
	options: {
		corpus: {type: 'string', default: process.env.COUNTERSIGN_CORPUS ?? '../shared/corpus/dev.jsonl'},
		packs: {type: 'string', default: 'policies'},
		half: {type: 'string'},
		quiet: {type: 'boolean', default: false},
	},
});

/** Which half of the corpus a group belongs to: tuning looks at the even one only. */
const halfOf = (group: string) =>
	createHash('sha256').update(group).digest()[0]! % 2 === 0 ? 'even' : 'odd';

function readItems(): Item[] {
	const engine = engineAt(options.packs);
	const now = Date.now();
	const lines = readFileSync(options.corpus, 'utf8')
		.split('\n')
		.filter(line => line.trim() !== '');
	const raws = lines.map(line => JSON.parse(line) as Item & {ignore?: string[]});
	const labelled = new Set(raws.flatMap(raw => raw.labels.map(label => label.rule)));
	const unlabelled = new Set(mechanical.filter(rule => !labelled.has(rule)));
	return raws.map(raw => {
		const input = inputOf(draftLine.parse(raw), now);
		const findings = check(engine, input).filter(({route, rule}) => !route && !unlabelled.has(rule));
		return {...raw, ignore: raw.ignore ?? [], findings};
	});
}

const rulesOf = (item: Item) =>
	new Set(item.findings.map(f => f.rule).filter(rule => !item.ignore.includes(rule)));
const labelsOf = (item: Item) => new Set(item.labels.map(label => label.rule));

function score(items: readonly Item[], only?: string): Score {
	const total: Score = {hit: 0, wrong: 0, missed: 0, overlap: 0};
	for (const item of items) {
		const found = [...rulesOf(item)].filter(rule => !only || rule === only);
		const wanted = [...labelsOf(item)].filter(rule => !only || rule === only);
		const hits = found.filter(rule => wanted.includes(rule));
		total.hit += hits.length;
		total.wrong += found.length - hits.length;
		total.missed += wanted.length - hits.length;
		total.overlap += hits.filter(rule => overlaps(item, rule)).length;
	}
	return total;
}

function overlaps(item: Item, rule: string): boolean {
	const own = item.findings.filter(finding => finding.rule === rule);
	return item.labels.some(
		({rule: id, span}) =>
			id === rule && own.some(finding => finding.start < span[1] && finding.end > span[0]),
	);
}

const ratio = (a: number, b: number) => (b === 0 ? 1 : a / b);
const precision = ({hit, wrong}: Score) => ratio(hit, hit + wrong);
const recall = ({hit, missed}: Score) => ratio(hit, hit + missed);

function line(name: string, items: readonly Item[], only?: string): string {
	const s = score(items, only);
	const figures = [precision(s), recall(s)].map(value => value.toFixed(3)).join('  ');
	return `${name.padEnd(22)} ${figures}   ${s.hit} hit, ${s.wrong} wrong, ${s.missed} missed`;
}

function report(items: readonly Item[]): void {
	const english = items.filter(item => !item.tags.includes('lang'));
	const rules = [...new Set(items.flatMap(item => [...labelsOf(item), ...rulesOf(item)]))].sort();
	console.log('                       precis. recall');
	console.log(line('English, all', english));
	for (const half of ['even', 'odd'])
		console.log(
			line(
				`  ${half} half`,
				english.filter(i => halfOf(i.group) === half),
			),
		);
	console.log(
		line(
			'other languages',
			items.filter(item => item.tags.includes('lang')),
		),
	);
	const labelled = rules.filter(rule => english.some(item => labelsOf(item).has(rule)));
	const mean = (of: (s: Score) => number) =>
		labelled.reduce((sum, r) => sum + of(score(english, r)), 0) / labelled.length;
	console.log(
		`macro over ${labelled.length} rules    ${mean(precision).toFixed(3)}  ${mean(recall).toFixed(3)}`,
	);
	const all = score(english);
	console.log(`spans that overlap     ${ratio(all.overlap, all.hit).toFixed(3)}`);
	cleanReport(english);
	reportSlices(items, english, rules);
}

function reportSlices(items: readonly Item[], english: readonly Item[], rules: readonly string[]): void {
	console.log('\nBy tag');
	for (const tag of [...new Set(items.flatMap(item => item.tags))].sort())
		console.log(
			line(
				`  ${tag}`,
				items.filter(item => item.tags.includes(tag)),
			),
		);
	console.log('\nBy group of rules');
	for (const group of [...new Set(rules.map(rule => rule.split('-')[0]!))])
		console.log(lineOfGroup(group, english));
	console.log('\nBy rule, where not perfect');
	for (const rule of rules) {
		const s = score(english, rule);
		if (s.wrong + s.missed > 0) console.log(line(`  ${rule}`, english, rule));
	}
}

function lineOfGroup(group: string, items: readonly Item[]): string {
	const part = items.map(item => ({
		...item,
		labels: item.labels.filter(label => label.rule.startsWith(`${group}-`)),
		findings: item.findings.filter(finding => finding.rule.startsWith(`${group}-`)),
	}));
	return line(`  ${group}`, part);
}

function cleanReport(items: readonly Item[]): void {
	const clean = items.filter(item => item.clean);
	const fires = clean.filter(item => rulesOf(item).size > 0);
	const live = (item: Item) => item.findings.filter(finding => !item.ignore.includes(finding.rule));
	const blocked = clean.filter(item => live(item).some(finding => finding.severity === 'block'));
	const certain = clean.filter(item =>
		live(item).some(f => f.severity === 'block' && f.confidence === 'certain'),
	);
	console.log(
		`clean items            ${clean.length}: ${fires.length} with a finding, ${blocked.length} with a block finding, ${certain.length} with a certain one`,
	);
	for (const item of blocked)
		console.log(
			`  ${item.id} ${live(item)
				.map(f => f.rule)
				.join(' ')}`,
		);
}

function listMistakes(items: readonly Item[]): void {
	console.log('\nMisses and false alarms');
	for (const item of items) {
		const found = rulesOf(item);
		const wanted = labelsOf(item);
		const missed = item.labels.filter(label => !found.has(label.rule));
		const wrong = item.findings.filter(f => !wanted.has(f.rule) && !item.ignore.includes(f.rule));
		const shifted = [...found].filter(rule => wanted.has(rule) && !overlaps(item, rule));
		if (missed.length + wrong.length + shifted.length === 0) continue;
		console.log(`\n${item.id} ${item.tags.join(' ')}\n  ${item.text.replace(/\n/g, ' ⏎ ')}`);
		if (item.context) console.log(`  context ${JSON.stringify(item.context)}`);
		for (const label of missed) console.log(`  − ${label.rule} missed: "${label.quote}"`);
		for (const f of wrong) console.log(`  + ${f.rule} wrong: "${item.text.slice(f.start, f.end)}"`);
		for (const rule of shifted) console.log(`  ~ ${rule} marks another place`);
	}
}

const items = readItems();
report(items);
if (!options.quiet) listMistakes(items.filter(item => !options.half || halfOf(item.group) === options.half));
