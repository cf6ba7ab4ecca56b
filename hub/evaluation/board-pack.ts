/** The evaluation on paper, for a board: every figure is a link to the records behind it, as they were then. */
import type {Evaluated} from '#lib/api/console/figures.ts';
import {recordsPlace} from '#lib/api/console/records-link.ts';
import {newPaper, type Pen, type Piece} from '../archive/export/forms/paper.ts';
import {day, duration, kindWords, percent, placeWords, share} from './board-words.ts';

type CountOf = Evaluated['written'];

/** `hub`: the address under which the board opens its records. */
export async function boardPack(evaluation: Evaluated, firm: string, hub: string): Promise<Uint8Array> {
	const {from, to, position, now, places} = evaluation;
	const title = `${firm}: what was written, checked and answered`;
	const {document, pen} = await newPaper(title, now);
	const linked = ({count, facts}: CountOf, x: number): Piece => ({
		...{text: count.toLocaleString('en-GB'), x, isFigure: true},
		url: `${hub}/console${recordsPlace({from, to, position, facts})}`,
	});
	pen.write(title, 15);
	pen.write(`${day(from)} to ${day(to - 1)} · ${places.map(placeWords).join(', ')}`, 9);
	pen.write(
		`Made ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC, at entry ${position} of the archive. ` +
			'Each blue figure opens its records, for an auditor.',
		9,
	);
	wholeOn(pen, evaluation, linked);
	rulesOn(pen, evaluation, linked);
	const {approval, answer} = evaluation;
	timesOn(pen, {title: 'Time to approve', hour: 'it was sent for approval', of: approval}, linked);
	timesOn(
		pen,
		{title: 'Time until a customer had an answer', hour: 'the customer wrote', of: answer},
		linked,
	);
	stepBacksOn(pen, evaluation);
	return document.save();
}

type Linked = (count: CountOf, x: number) => Piece;

function wholeOn(pen: Pen, evaluation: Evaluated, linked: Linked): void {
	const {written, posted, hit, secondPerson, unreleased, branches} = evaluation;
	heading(pen, 'In short');
	const rows: [string, CountOf, string][] = [
		['Written', written, ''],
		['Posted', posted, `${share(posted.count, posted.count + unreleased.count)} of what our browsers sent`],
		['Sent by our browsers without a release', unreleased, ''],
		['A rule found something', hit, `${share(hit.count, written.count)} of what was written`],
		[
			'Needed a second person',
			secondPerson,
			`${share(secondPerson.count, written.count)} of what was written`,
		],
	];
	for (const [label, count, note] of rows)
		pen.row([{text: label, x: 0}, linked(count, 250), {text: note, x: 262, isQuiet: true}], 9);
	pen.write(
		'Phones and other browsers are not in it: what was found there is in the statement of completeness.',
		7,
	);
	table(pen, {
		title: 'By branch',
		heads: [text('Branch', 0), figure('Written', 320), figure('Findings', 400), figure('Posted', 480)],
		rows: branches.map(({key, value}) => [
			text(placeWords(key), 0),
			...[linked(value.written, 320), linked(value.hit, 400), linked(value.posted, 480)],
		]),
	});
}

/** Where the columns of the rules end. */
const columns = [190, 218, 266, 312, 356, 392, 444];

function rulesOn(pen: Pen, {rules}: Evaluated, linked: Linked): void {
	const words = ['Found', 'Fixed', 'Own words', 'Returned', 'Disputed', 'Agreed', 'Overridden'];
	table(pen, {
		title: 'By rule',
		heads: [text('Rule', 0), ...words.map((word, i) => figure(word, columns[i]!)), figure('Right', 499)],
		rows: rules.map(({rule, title, found, disputed, by, precision}) => {
			const {fixed, corrected, returned, conceded, overridden} = by;
			const counts = [found, fixed, corrected, returned, disputed, conceded, overridden];
			return [
				text(`${rule} ${title}`, 0),
				...counts.map((count, i) => linked(count, columns[i]!)),
				figure(precision ? `${percent(precision.estimate)} of ${precision.read}` : '–', 499),
			];
		}),
	});
	pen.write(
		'Agreed: disputed by its author, and a second person agreed. Right: of the findings that somebody judged.',
		7,
	);
}

interface Timed {
	title: string;
	/** What happens in the hours. */
	hour: string;
	of: Evaluated['approval'];
}

function timesOn(pen: Pen, {title, hour, of: {all, branches, kinds, hours}}: Timed, linked: Linked): void {
	const heads = (word: string) => [
		...[
			text(word, 0),
			figure('How many', 320),
			figure('Half within', 400),
			figure('Nine of ten within', 499),
		],
	];
	const line = (key: string, value: Evaluated['approval']['all']) => [
		...[
			text(key, 0),
			linked(value, 320),
			figure(duration(value.half), 400),
			figure(duration(value.most), 499),
		],
	];
	table(pen, {title, heads: heads(''), rows: [line('Everything', all)]});
	if (all.count === 0) return;
	const by = (word: string, groups: typeof branches, named: (key: string) => string) =>
		table(pen, {heads: heads(word), rows: groups.map(({key, value}) => line(named(key), value))});
	by('Branch', branches, placeWords);
	by('Kind', kinds, kindWords);
	by(`Hour (UTC) in which ${hour}`, hours, key => `${key}:00`);
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

interface Table {
	title?: string;
	heads: readonly Piece[];
	rows: readonly (readonly Piece[])[];
}

/** Its heads stand on each of its pages, and never alone at the end of one. */
function table(pen: Pen, {title, heads, rows}: Table): void {
	const begin = () => {
		pen.row(
			heads.map(head => ({...head, isQuiet: true})),
			8,
		);
		pen.line();
	};
	if (title !== undefined) heading(pen, title);
	else {
		pen.keep(60);
		pen.space(8);
	}
	begin();
	for (const row of rows) {
		if (pen.keep(14)) begin();
		pen.row(row, 8);
	}
}

function heading(pen: Pen, words: string): void {
	pen.keep(80);
	pen.space(10);
	pen.write(words, 11);
}

const text = (words: string, x: number): Piece => ({text: words, x});
const figure = (words: string, x: number): Piece => ({text: words, x, isFigure: true});
