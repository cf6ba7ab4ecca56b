/** One item on paper. */
import {newPaper} from './paper.ts';
import type {Told} from './told.ts';

export async function itemPdf(one: Told, now: number): Promise<Uint8Array> {
	const {document, pen} = await newPaper(one.title, now);
	pen.write(one.title, 15);
	pen.space(6);
	for (const [label, value] of one.facts) if (value) pen.write(`${label}: ${value}`, 9);
	pen.space(8);
	pen.write('What was said', 11);
	pen.write(one.text, 11);
	pen.space(8);
	pen.write('What happened', 11);
	for (const line of one.lines) pen.write(line, 8);
	if (one.rules.length > 0) {
		pen.space(8);
		pen.write('The rules as they read that day', 11);
		for (const rule of one.rules) pen.write(rule, 8);
	}
	return document.save();
}
