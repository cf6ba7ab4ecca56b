/** The evaluation on paper, for a board: every figure is a link to the records behind it, as they were then. */
import type {Evaluated} from '#lib/api/console/figures.ts';
import {recordsPlace} from '#lib/api/console/records-link.ts';
import {newPaper, type Pen, type Piece} from '../archive/export/forms/paper.ts';

type CountOf = Evaluated['written'];

/** `hub`: the address under which the board opens its records. */
export async function boardPack(evaluation: Evaluated, firm: string, hub: string): Promise<Uint8Array> {
	const {from, to, position, now} = evaluation;
	const {document, pen} = await newPaper(`${firm}: what was written, checked and answered`, now);
	const linked = ({count, facts}: CountOf, x: number): Piece => ({
		...{text: count.toLocaleString('en-GB'), x},
		url: `${hub}/console${recordsPlace({from, to, position, facts})}`,
	});
	pen.write(`${firm}: what was written, checked and answered`, 15);
	pen.write(`${day(from)} to ${day(to - 1)} · ${evaluation.places.join(', ')}`, 9);
	pen.write(
		`Made ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC, at entry ${position} of the archive. ` +
			'Each blue figure opens its records, for an auditor.',
		9,
	);
	wholeOn(pen, evaluation, linked);
	rulesOn(pen, evaluation, linked);
	timesOn(pen, 'Time to approve', evaluation.approval, linked);
	timesOn(pen, 'Time until a customer had an answer', evaluation.answer, linked);
	stepBacksOn(pen, evaluation);
	return document.save();
}

type Linked = (count: CountOf, x: number) => Piece;

function wholeOn(pen: Pen, evaluation: Evaluated, linked: Linked): void {
	const {written, posted, hit, secondPerson, unreleased} = evaluation;
	heading(pen, 'In short');
	const rows: [string, CountOf, string][] = [
		['Written', written, ''],
		['Posted', posted, `${share(posted.count, posted.count + unreleased.count)} went through Countersign`],
		['Went out without a release', unreleased, ''],
		['A rule found something', hit, `${share(hit.count, written.count)} of what was written`],
		['Needed a second person', secondPerson, share(secondPerson.count, written.count)],
	];
	for (const [label, count, note] of rows)
		pen.row([{text: label, x: 0}, linked(count, 190), {text: note, x: 260}], 9);
	heading(pen, 'By branch');
	pen.row(heads(['Branch', 'Written', 'Findings', 'Posted'], [0, 260, 330, 400]), 8);
	for (const {key, value} of evaluation.branches)
		pen.row(
			[{text: key, x: 0}, linked(value.written, 260), linked(value.hit, 330), linked(value.posted, 400)],
			8,
		);
}

const columns = [0, 60, 110, 165, 225, 280, 335, 395, 455];

function rulesOn(pen: Pen, {rules}: Evaluated, linked: Linked): void {
	heading(pen, 'By rule');
	const words = ['Rule', 'Found', 'Fixed', 'Own words', 'Returned', 'Disputed', 'Agreed', 'Overridden'];
	pen.row(heads([...words, 'Right'], columns), 8);
	for (const {rule, found, disputed, by, precision} of rules) {
		const {fixed, corrected, returned, conceded, overridden} = by;
		const counts = [found, fixed, corrected, returned, disputed, conceded, overridden];
		const right = precision ? `${percent(precision.estimate)} of ${precision.read}` : '–';
		pen.row(
			[
				{text: rule, x: 0},
				...counts.map((count, i) => linked(count, columns[i + 1]!)),
				{text: right, x: columns[8]!},
			],
			8,
		);
	}
	pen.write(
		'Agreed: disputed by its author, and a second person agreed. Right: of the findings that somebody judged.',
		7,
	);
}

function timesOn(pen: Pen, title: string, times: Evaluated['approval'], linked: Linked): void {
	heading(pen, title);
	pen.row(heads(['', 'How many', 'Half within', 'Nine of ten within'], [0, 260, 330, 410]), 8);
	const lines = [
		{key: 'everything', value: times.all},
		...times.branches,
		...times.kinds,
		...times.hours.map(({key, value}) => ({key: `${key}:00 UTC`, value})),
	];
	for (const {key, value} of lines)
		pen.row(
			[
				{text: key, x: 0},
				linked(value, 260),
				{text: duration(value.half), x: 330},
				{text: duration(value.most), x: 410},
			],
			8,
		);
}

function stepBacksOn(pen: Pen, {stepBacks, from, to}: Evaluated): void {
	const own = stepBacks.filter(({at}) => at >= from && at < to);
	heading(pen, 'Rules that went a stage back by themselves');
	if (own.length === 0) pen.write('None.', 9);
	for (const {rule, from: before, to: after, estimate, judged, budget, version, at} of own)
		pen.write(
			`${day(at)} · ${rule}: ${before} to ${after}; ${percent(estimate)} of ${judged} right, ` +
				`budget ${percent(budget)} (rules version ${version})`,
			9,
		);
}

function heading(pen: Pen, text: string): void {
	pen.space(8);
	pen.write(text, 11);
}

function heads(words: readonly string[], at: readonly number[]): Piece[] {
	return words.map((text, i) => ({text, x: at[i]!}));
}

function share(part: number, whole: number): string {
	return whole === 0 ? '' : percent(part / whole);
}

function percent(of: number): string {
	return `${(of * 100).toFixed(1).replace(/\.0$/, '')} %`;
}

function day(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

function duration(ms: number | null): string {
	if (ms === null) return '–';
	const minutes = Math.round(ms / 60_000);
	return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
