import type {Media} from '#lib/core/draft.ts';
import {type Fact, factsChanged} from '#lib/core/draft-facts.ts';
import {countFiles, filesChanged} from '#lib/core/media-words.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import {differenceView} from './diff.ts';
import {button, el} from './dom.ts';
import {entriesOf} from './findings.ts';
import {openModal} from './modal.ts';
import {type Night, nightView} from './night.ts';
import {placeName} from './places.ts';
import {deadlines} from './times.ts';

export interface ApprovalView {
	/** "post", "comment" … */
	noun: string;
	/** "Post", "Schedule" … */
	verb: string;
	text: string;
	/** What belongs to it besides words and files. */
	facts: readonly Fact[];
	/** The same of what was approved before. */
	factsBefore: readonly Fact[];
	media: readonly Media[];
	/** The words stand in a composer that the person sees. */
	inComposer: boolean;
	handle: string;
	location: string;
	findings: readonly Finding[];
	/** What was approved before, when this differs from it. */
	changed: AuthorHold | undefined;
	/** Hub time. */
	now: number;
	theme: 'light' | 'dark';
}

export interface Choice {
	note: string;
	until: number;
	/** For the morning: nobody is woken. */
	leave?: true;
}

export interface ApprovalActions {
	/** `undefined` when it is sent; else why not, for the person. */
	send: (choice: Choice) => Promise<string | undefined>;
	/** Who would get it, in words; nothing while that is not known. `night`: nobody is awake. */
	preview: () => Promise<{words: string; night?: Night | undefined} | undefined>;
	/** A ready reply that promises an answer, instead. */
	holding: () => void;
	/** Puts the approved text back. */
	restore: () => void;
	/** After the dialog is gone, however. */
	closed: () => void;
}

/** Milliseconds that a reviewer has for what was left for the morning, at least. */
const workingDay = 10 * 60 * 60_000;

/**
 * The moment of consent: nothing has left the browser before, and the dialog says who will see what.
 */
export function openApproval(view: ApprovalView, actions: ApprovalActions): {close(): void} {
	const parts = partsOf(view);
	const dialog = el('dialog', {'aria-labelledby': 'title', tabindex: -1}, ...parts.children);
	const send = button(
		view.changed ? 'Send the change for approval' : 'Send for approval',
		() => void submit(),
	);
	send.className = 'press';
	dialog.append(
		parts.problem,
		el(
			'div',
			{class: 'end'},
			button('Keep editing', () => close()),
			view.changed && button('Use the approved text', restore),
			send,
		),
	);
	void actions.preview().then(preview => {
		if (!preview) return;
		parts.goesTo.textContent = preview.words;
		if (preview.night) offerNight(preview.night);
	});
	const {close} = openModal(dialog, {theme: view.theme, closed: actions.closed});
	return {close};

	/** In place of the one button: what is best for whoever waits outside. */
	function offerNight(night: Night): void {
		const choices = {
			holding: () => {
				close();
				actions.holding();
			},
			ask: () => void submit(),
			leave: () => void submit(true, night.awake.backAt),
		};
		parts.problem.before(nightView(night, choices));
		send.remove();
	}

	/** `backAt`: when somebody is there again; what is left for then must not end before. */
	async function submit(leave?: true, backAt: number | null = null): Promise<void> {
		send.disabled = true;
		parts.problem.textContent = '';
		const until = Math.max(Number(parts.until.value), backAt === null ? 0 : backAt + workingDay);
		const problem = await actions.send({note: parts.note.value.trim(), until, ...(leave && {leave})});
		send.disabled = false;
		if (problem === undefined) close();
		else parts.problem.textContent = problem;
	}

	function restore(): void {
		close();
		actions.restore();
	}
}

function partsOf(view: ApprovalView) {
	const {noun, verb, changed, now} = view;
	const reviewer = changed?.approval?.reviewer.name.split(' ')[0] ?? 'the reviewer';
	const title = changed
		? `This differs from what ${reviewer} approved`
		: `This ${noun} needs a second person`;
	const note = el('textarea', {id: 'note', rows: 2, maxlength: 1500});
	const until = el('select', {id: 'until'});
	for (const {label, at} of deadlines(now)) until.append(el('option', {value: at}, label));
	const files = countFiles(view.media).replace(/^1 (?=\w+$)/, '');
	const goesTo = el('dd', {}, `the reviewers of ${placeName(view.location)}`);
	const seen = `this draft${files ? ` with its ${files}` : ''}, your name, the account and today's checks`;
	const children = [
		el('h2', {id: 'title'}, title),
		...(changed ? changes(changed, view) : reasons(view)),
		el(
			'dl',
			{},
			el('dt', {}, 'Goes to'),
			goesTo,
			...pair('They will see', `${seen}. It is kept in the company archive.`),
			...pair('Goes out from', `${view.handle}, when you press the button yourself`),
		),
		el('div', {class: 'field'}, el('label', {for: 'note'}, 'Note to reviewer (optional)'), note),
		el('div', {class: 'field'}, el('label', {for: 'until'}, `${verb} it any time before`), until),
	];
	return {
		goesTo,
		note,
		until,
		problem: el('p', {class: 'problem', role: 'alert'}),
		children: children.filter(child => child !== undefined),
	};
}

function changes(changed: AuthorHold, {text, media, facts, factsBefore}: ApprovalView): HTMLElement[] {
	const lines = factsChanged(factsBefore, facts).map(({name, was, now}) =>
		el('li', {}, `${name}: `, was && el('del', {}, was), was && now && ' ', now && el('ins', {}, now)),
	);
	lines.push(...filesChanged(changed.draft.media, media).map(line => el('li', {}, line)));
	return [
		differenceView(changed.draft.text, text),
		...(lines.length > 0 ? [el('ul', {class: 'why diff', 'aria-label': 'What else changed'}, ...lines)] : []),
	];
}

/** Words that stand in no composer any more are shown: the person must see what is sent. */
function reasons({text, facts, inComposer, findings}: ApprovalView): HTMLElement[] {
	const quote =
		!inComposer && text !== ''
			? el('p', {class: 'diff', 'aria-label': 'What would go out'}, text)
			: undefined;
	const lines = facts.map(({name, value}) => el('li', {}, `${name}: ${value}`));
	return [
		el('p', {}, 'Someone other than you checks it before it goes out. Nothing was posted.'),
		quote,
		lines.length > 0 ? el('ul', {class: 'why', 'aria-label': 'What belongs to it'}, ...lines) : undefined,
		reasonList(findings),
	].filter(each => each !== undefined);
}

/** At most three reasons; the panel has them all. */
function reasonList(findings: readonly Finding[]): HTMLElement | undefined {
	const reasons = entriesOf(findings).filter(({first}) => first.severity !== 'advise');
	if (reasons.length === 0) return undefined;
	return el('ul', {class: 'why'}, ...reasons.slice(0, 3).map(({first}) => el('li', {}, first.message)));
}

function pair(term: string, description: string): HTMLElement[] {
	return [el('dt', {}, term), el('dd', {}, description)];
}
