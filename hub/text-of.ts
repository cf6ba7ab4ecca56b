/** Text that somebody wrote in a file. Read in a wrong encoding a pound sign becomes a question mark, and a rule finds nothing. */
import {isUtf8} from 'node:buffer';
import type {Read} from './yaml-problems.ts';

const newline = 0x0a;

/** UTF-8, with or without a mark in front; of anything else the line where it shows, and the mend. */
export function textOf(bytes: Buffer): Read<string> {
	const [first, second] = bytes;
	const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
	if (isUtf16) return at(1, 1, 'This file is UTF-16. Save it as UTF-8 (in Excel: "CSV UTF-8").');
	if (bytes.subarray(0, 4).equals(zipHead))
		return at(
			1,
			1,
			'This is a Word, Excel or zip file under another name. Name it .docx or .xlsx, or save it as plain text.',
		);
	if (!isUtf8(bytes)) return wrongLetter(bytes);
	const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
	const nul = text.indexOf('\0');
	if (nul < 0) return {data: text};
	const before = text.slice(0, nul).split('\n');
	return at(before.length, before.at(-1)!.length + 1, 'This is no plain text. Save it as text in UTF-8.');
}

const zipHead = Buffer.from('PK\x03\x04', 'latin1');

function wrongLetter(bytes: Buffer): Read<string> {
	let line = 1;
	for (let start = 0; ; line++) {
		const end = bytes.indexOf(newline, start);
		const one = bytes.subarray(start, end < 0 ? bytes.length : end);
		if (!isUtf8(one) || end < 0) {
			const column = one.toString('utf8').indexOf('\uFFFD') + 1;
			const mend = 'A letter here is not UTF-8. Save the file as UTF-8 (in Excel: "CSV UTF-8").';
			return at(line, Math.max(1, column), mend);
		}
		start = end + 1;
	}
}

function at(
	line: number,
	column: number,
	message: string,
): {problems: {line: number; column: number; message: string}[]} {
	return {problems: [{line, column, message}]};
}
