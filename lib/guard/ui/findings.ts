import type {Finding, Fix} from '#lib/core/policy/finding.ts';
import {button, el} from './dom.ts';
import {isCertainBlock} from './words.ts';

export interface FindingActions {
	/** False when the editor did not take it. */
	fix: (fix: Fix) => Promise<boolean>;
	copy: (words: string) => void;
	/** Keeps the author's reason; it goes to the reviewer with the draft. */
	dispute: (rule: string, reason: string) => void;
	/** The reason kept so far. */
	disputed: (rule: string) => string | undefined;
}

/** Several hits of one rule that say the same are one entry. */
export interface Entry {
	first: Finding;
	all: Finding[];
}

const order = {block: 0, review: 1, advise: 2} as const;

/** Most serious first, then in reading order. */
export function entriesOf(findings: readonly Finding[]): Entry[] {
	const entries = new Map<string, Entry>();
	for (const finding of findings) {
		const key = `${finding.rule} ${finding.message} ${finding.say ?? ''} ${isCertainBlock(finding)}`;
		const entry = entries.get(key);
		if (entry) entry.all.push(finding);
		else entries.set(key, {first: finding, all: [finding]});
	}
	return [...entries.values()].sort(
		(a, b) => weight(a.first) - weight(b.first) || a.first.start - b.first.start,
	);
}

function weight(finding: Finding): number {
	return finding.route ? 1.5 : isCertainBlock(finding) ? 0 : Math.max(1, order[finding.severity]);
}

/** The list under the status line: what, why, what to say instead, one tap. */
export function findingList(
	text: string,
	findings: readonly Finding[],
	actions: FindingActions,
): HTMLElement {
	const entries = entriesOf(findings);
	return el('ol', {'aria-label': 'Findings, most serious first'}, ...entries.map(entryView));

	function entryView(entry: Entry, index: number): HTMLElement {
		const {first, all} = entry;
		const look = lookOf(first);
		return el(
			'li',
			{class: 'finding'},
			el('span', {class: 'number', 'aria-hidden': 'true'}, look === 'advise' ? 'i' : String(index + 1)),
			el(
				'div',
				{},
				el(
					'div',
					{class: 'head'},
					el('span', {class: `quote ${look}`}, quoteOf(text, all)),
					el('span', {class: `tag ${look}`}, tagOf(first)),
				),
				el('p', {}, first.message),
				first.say && el('p', {class: 'say'}, 'Say instead: ', el('strong', {}, `“${first.say}”`)),
				actionRow(first),
				el('details', {}, el('summary', {}, `Why? Rule ${first.rule}`), el('p', {}, first.why)),
			),
		);
	}

	function actionRow(finding: Finding): HTMLElement | undefined {
		if (finding.route) return undefined;
		const row = el('div', {class: 'acts'});
		for (const fix of finding.fixes) row.append(fixButton(fix, row));
		if (finding.fixes.length === 0 && finding.say) row.append(copyButton(finding.say));
		row.append(disputeButton(finding.rule, row));
		return row;
	}

	function fixButton(fix: Fix, row: HTMLElement): HTMLButtonElement {
		const press = button(fix.label, () => {
			void actions.fix(fix).then(taken => {
				// The site's editor refused: the person can still paste.
				if (!taken && row.isConnected) press.replaceWith(copyButton(fix.text));
			});
		});
		return press;
	}

	function copyButton(words: string): HTMLButtonElement {
		const press = button('Copy wording', () => {
			actions.copy(words);
			press.textContent = 'Copied';
		});
		return press;
	}

	function disputeButton(rule: string, row: HTMLElement): HTMLElement {
		const kept = actions.disputed(rule);
		const open = button(kept ? `You said: ${kept}` : 'Not a problem here…', () => {
			const reason = el('input', {type: 'text', maxlength: 200, 'aria-label': 'Why is it fine here?'});
			reason.placeholder = 'Why is it fine here?';
			reason.value = kept ?? '';
			const keep = (): void => actions.dispute(rule, reason.value.trim());
			reason.addEventListener('keydown', event => {
				if (event.key === 'Enter') keep();
			});
			row.append(el('div', {class: 'reason'}, reason, button('Keep reason', keep)));
			open.remove();
			reason.focus();
		});
		open.className = 'plain';
		return open;
	}
}

/** Something missing from the draft as a whole: there are no words to point at. */
export function isAboutWhole({start, end}: Finding, text: string): boolean {
	// Nearly: a span ends at a word, the draft perhaps at a full stop.
	return text.length > 60 && end - start >= 0.9 * text.trim().length;
}

function quoteOf(text: string, findings: readonly Finding[]): string {
	if (findings.some(f => isAboutWhole(f, text))) return 'The whole draft';
	const quotes = new Set(findings.map(f => text.slice(f.start, f.end).trim()));
	const joined = [...quotes].join(' · ');
	return joined.length > 120 ? `${joined.slice(0, 118)}…` : joined || 'This draft';
}

function tagOf(finding: Finding): string {
	if (isCertainBlock(finding)) return 'must change';
	return finding.severity === 'advise' ? 'tip' : 'needs a second person';
}

/** How it is underlined: by what it means, so that a likely problem does not look like a certain one. */
export function lookOf(finding: Finding): 'block' | 'review' | 'advise' {
	if (isCertainBlock(finding)) return 'block';
	return finding.severity === 'advise' ? 'advise' : 'review';
}
