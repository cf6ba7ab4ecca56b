/** One release of rules on paper, as a regulator asks for it: from the notice to the last browser. */
import {newPaper, type Pen} from '../archive/export/forms/paper.ts';
import {duration, percent, placeWords} from '../evaluation/board-words.ts';
import type {ReleaseFile} from './release-file.ts';

const minute = (time: number) => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export async function releasePaper(file: ReleaseFile): Promise<Uint8Array> {
	const {firm, version, made, digest, proposed, approved, plan} = file;
	const title = `${firm}: rules, version ${version}`;
	const {document, pen} = await newPaper(title, made);
	pen.write(title, 15);
	pen.write(`As things stood ${minute(made)}. Digest of what was signed: ${digest}.`, 8);
	part(pen, 'Why, and who', [
		`Why: ${plan.note || 'not said'}`,
		`Proposed by ${proposed.by}, ${minute(proposed.at)}.`,
		`Approved by ${approved.by}, ${minute(approved.at)}${approved.note ? `: ${approved.note}` : '.'}`,
	]);
	part(pen, 'What changed', changesIn(file));
	part(pen, 'Tried on examples before anybody could approve', examplesIn(file));
	part(pen, 'Tried on our own archive', backtestIn(file));
	part(pen, 'How it came into force', stagesIn(file));
	part(pen, 'Arrival', arrivalIn(file));
	part(pen, 'Told to everybody who writes', lessonIn(file));
	part(pen, 'What was waiting, approved or public', tasksIn(file));
	part(pen, 'Versions since', laterIn(file));
	return document.save();
}

function part(pen: Pen, title: string, lines: readonly string[]): void {
	pen.keep(60);
	pen.space(8);
	pen.write(title, 11);
	for (const line of lines) pen.write(line, 8);
}

const whats = {new: 'New', changed: 'Changed', removed: 'Taken out'};

function changesIn({changes}: ReleaseFile): string[] {
	return changes.flatMap(({rule, pack, what, title, lines}) => [
		`${whats[what]}: ${rule ?? pack} ${title}`,
		...lines.map(line => `   ${line}`),
	]);
}

function examplesIn({examples}: ReleaseFile): string[] {
	if (examples.length === 0) return ['No rule of this release has text that was changed.'];
	return examples.map(
		({rule, mustCatch, mustNotCatch, source, owner, review}) =>
			`${rule}: catches ${mustCatch} of ${mustCatch}, lets ${mustNotCatch} of ${mustNotCatch} pass · ${source} · ` +
			`${owner ?? 'nobody'} answers for it${review === null ? '' : `, read again by ${review}`}`,
	);
}

function backtestIn({backtest}: ReleaseFile): string[] {
	if (!backtest) return ['It was not tried on the archive.'];
	const {by, at, days, total, caught, live, waiting, approved, loadPerDay, places, rules} = backtest;
	return [
		`${by ?? 'Countersign'}, ${minute(at)}: the last ${days} days, ${total.toLocaleString('en-GB')} items.`,
		`Would catch ${caught} at ${places.length} ${places.length === 1 ? 'place' : 'places'} · live then ${live} · waiting ${waiting} · ` +
			`approved ${approved} · reviewers' extra load about ${loadPerDay.toFixed(1)} a day.`,
		...rules.map(
			({rule, hits, precision}) =>
				`${rule}: ${hits} hits, ${precision ? `${percent(precision.estimate)} right of ${precision.read} read (${percent(precision.low)} to ${percent(precision.high)})` : 'none read'}`,
		),
	];
}

const stages = {draft: 'nothing', shadow: 'counted in silence', tip: 'a tip', hold: 'in force'};

function stagesIn({plan, approved}: ReleaseFile): string[] {
	const begin = Math.max(plan.notBefore ?? 0, approved.at);
	const steps = Object.entries(plan.stages).flatMap(([rule, own]) =>
		own.map(
			({stage, locations, from}) =>
				`${rule}: ${stages[stage]} from ${minute(from)} at ${locations.map(placeWords).join(', ')}`,
		),
	);
	return [`From ${minute(begin)}${steps.length === 0 ? ', everywhere at once.' : ':'}`, ...steps];
}

function arrivalIn({arrival, later}: ReleaseFile): string[] {
	if (!arrival && later.length === 0) return ['It is not in force yet.'];
	if (!arrival) return [`Version ${later.at(-1)!.version} has taken its place.`];
	const {all, half, most, branches} = arrival;
	return [
		`On it: ${all.current} of ${all.all} browsers · on the way ${all.arriving} · switched off ${all.offline} · stuck ${all.stuck}.`,
		`Half of them within ${duration(half)}, 95 % within ${duration(most)}.`,
		branches.map(branch => `${placeWords(branch.location)} ${branch.current}/${branch.all}`).join(' · '),
	];
}

function lessonIn({lesson}: ReleaseFile): string[] {
	if (!lesson) return ['There was no lesson.'];
	return [`“${lesson.title}” ${lesson.text}`, `Read by ${lesson.read} of ${lesson.of} authors.`];
}

const hows = {'taken-down': 'taken down', changed: 'changed', 'by-itself': 'settled, as the archive shows'};

function tasksIn({tasks}: ReleaseFile): string[] {
	const done = tasks.filter(({how}) => how !== null).length;
	return [
		tasks.length === 0 ? 'Nothing.' : `${tasks.length} found, ${done} settled, ${tasks.length - done} open.`,
		...tasks.map(({standing, rule, owner, location, dueAt, how, doneAt, extended, url, note}) => {
			const end = how === null ? `open, due ${minute(dueAt)}` : `${hows[how]} ${minute(doneAt ?? 0)}`;
			const more = [note, extended ? `extended: ${extended}` : '', url].filter(word => word !== '');
			return [`${standing}, ${rule}, ${owner}, ${placeWords(location)}: ${end}`, ...more].join(' · ');
		}),
	];
}

function laterIn({later}: ReleaseFile): string[] {
	if (later.length === 0) return ['None.'];
	return later.map(
		({version, at, by, again}) =>
			`${version}, ${minute(at)}, ${by}${again === null ? '' : `: version ${again} again`}`,
	);
}
