/** `docs/gate.md`, written by the run that it reports. */
import type {Mode} from './bench.ts';
import {problemOf, type Row} from './row.ts';

const heads: Readonly<Record<Mode, string>> = {
	managed: 'managed',
	unmanaged: 'unmanaged',
	page: 'page lock alone',
	url: 'wire by URL alone',
	body: 'wire by body alone',
};

/** In which gate mode each attempt ended how. `browser`: name and version of the one that ran. */
export function gateReport(rows: readonly Row[], browser: string): string {
	const of = (kind: Row['kind']) => rows.filter(row => row.kind === kind);
	const open = of('script').filter(({mode, reached, leaked}) => mode === 'unmanaged' && reached + leaked > 0);
	const problems = rows.map(problemOf).filter(problem => problem !== '');
	return `# What gets past the gate

Written by \`tests/nightly/gate-matrix.test.ts\` from what the sandbox's server received and published (${browser}). Do not edit.

- **held**: nothing of it reached the site.
- **refused by the site**: it reached the site, which did not publish it.
- **PUBLIC**: it was published without a release.
- **once**: what was released was published exactly once.
- **without a release**: it was clean, but the site sent it from a worker, past the page lock, in a browser that lets nobody read
  and stop bodies. No lock of ours can hold that on Facebook, whose addresses do not say what is sent. The witness archives its words
  as an incident and says so on the page; (not recorded) would be a fault.

${sumUp(rows)}

## What a person can do with the page

Each line: a text with a forbidden promise, then a clean one, by the same gesture.

${table(of('person'), ['managed', 'unmanaged'])}

## Surfaces without a composer that shows everything

Each line: a text that needs a second person is held, what its request says is approved, a changed text is sent (held), the
approved one is sent (once), and once more (held).

${table(of('surface'), ['managed', 'unmanaged'])}

## Between approval and post

${table(of('approved'), ['managed', 'unmanaged'])}

## What a script in the page can do

A person does not do this by accident: it needs a program in the page, by the console or by another extension. In a managed
browser none of it leaves. Where the body cannot be read (unmanaged), these stay open, and the witness records each:
${open.length === 0 ? 'none.' : open.map(({site, name}) => `\n- ${site}: ${name}`).join('')}

${table(of('script'), ['managed', 'unmanaged', 'page', 'url', 'body'])}

## Where the requirement is not met

${problems.length === 0 ? 'Nowhere in this run.' : problems.map(problem => `- ${problem}`).join('\n')}
`;
}

function sumUp(rows: readonly Row[]): string {
	const count = (mode: Mode) => {
		const of = rows.filter(row => row.mode === mode);
		const leaked = of.reduce((sum, row) => sum + row.leaked, 0);
		return `${heads[mode]}: ${of.length} attempts, ${leaked} public without a release`;
	};
	return (['managed', 'unmanaged'] as const).map(mode => `- ${count(mode)}`).join('\n');
}

function table(rows: readonly Row[], modes: readonly Mode[]): string {
	const used = modes.filter(mode => rows.some(row => row.mode === mode));
	const saw = rows.some(row => row.saw !== '');
	const keys = [...new Set(rows.map(({site, name}) => JSON.stringify([site, name])))];
	const lines = keys.map(key => {
		const [site, name] = JSON.parse(key) as [string, string];
		const mine = rows.filter(row => row.site === site && row.name === name);
		const cells = used.map(mode => cell(mine.find(row => row.mode === mode)));
		return `| ${[site, name, ...cells, ...(saw ? [wordsOf(mine)] : [])].join(' | ')} |`;
	});
	const head = ['site', 'path', ...used.map(mode => heads[mode]), ...(saw ? ['on the screen'] : [])];
	return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...lines].join('\n');
}

const wordsOf = (rows: readonly Row[]) => rows.find(row => row.saw !== '')?.saw.replaceAll('|', '/') ?? '';

function cell(row: Row | undefined): string {
	if (!row) return '–';
	const held = heldWord(row);
	if (row.released === null) return held;
	if (row.unreleased)
		return `${held}, **without a release** ${row.recorded ? '(recorded)' : '(not recorded)'}`;
	const showsBoth = row.kind === 'person' || row.kind === 'surface' || row.leaked > 0;
	return `${showsBoth ? `${held}, ` : ''}${releasedWord(row.released)}`;
}

function heldWord({leaked, reached}: Row): string {
	if (leaked > 0) return `**PUBLIC** ${leaked}`;
	return reached > 0 ? 'refused by the site' : 'held';
}

function releasedWord(times: number): string {
	return times === 1 ? 'once' : times === 0 ? 'not released' : `${times} times`;
}
