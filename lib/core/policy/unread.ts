import type {CheckInput} from './check-input.ts';
import {readable} from './document.ts';
import type {Finding} from './finding.ts';
import {doc} from './format.ts';
import {textOf} from './session.ts';

/** Nothing goes out unread: what is too long to be checked needs a second person. */
export function unread(input: CheckInput): Finding[] {
	const isCut = (which: number) => {
		const text = textOf(input, which) ?? '';
		return readable(text) < text.length;
	};
	const elsewhere = [doc.image, doc.parent, doc.relationship].some(isCut);
	if (!elsewhere && !isCut(doc.text)) return [];
	return [
		{
			rule: 'LENGTH',
			pack: 'countersign',
			severity: 'review',
			confidence: 'certain',
			start: elsewhere ? 0 : readable(input.text),
			end: input.text.length,
			message: 'Too long to check to the end. Shorten it, or let a second person read all of it.',
			why: 'Only the first 70,000 characters of a text are checked. No site takes longer ones.',
			fixes: [],
		},
	];
}
