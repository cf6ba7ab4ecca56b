import {UsageError} from '../cli/usage-error.ts';
import {readWitnessKey} from './cosignature.ts';
import type {WitnessAt} from './cosigners.ts';

/** `WITNESSES`: address and key of each, with blanks between. Throws UsageError. */
export function witnessesIn({WITNESSES: text = ''}: NodeJS.ProcessEnv): WitnessAt[] {
	const words = text.split(/\s+/).filter(Boolean);
	return Array.from({length: Math.ceil(words.length / 2)}, (_, i) => {
		const [url = '', key = ''] = words.slice(i * 2, i * 2 + 2);
		if (!/^https?:/.test(url) || !URL.canParse(url) || !isKey(key))
			throw new UsageError(
				'WITNESSES has to be an address and the key name+hash+key of each, with blanks between',
			);
		return {url: url.replace(/\/+$/, ''), key};
	});
}

function isKey(text: string): boolean {
	try {
		readWitnessKey(text);
		return true;
	} catch {
		return false;
	}
}
