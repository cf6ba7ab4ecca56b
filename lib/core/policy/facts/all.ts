import {contactFacts} from './contact.ts';
import {exampleFacts} from './example.ts';
import type {Fact, FactInput} from './fact.ts';
import {identifierFacts} from './identifiers.ts';
import {moneyFacts} from './money.ts';
import {motoringFacts} from './motoring.ts';
import {otherFacts} from './others.ts';
import {rateFacts} from './rates.ts';
import {timeFacts} from './time.ts';

// Cheaper than a dozen searches that cannot succeed.
const figures =
	/hundred|tenner|fiver|pound|quid|dollar|euro| point |thousand|grand|\b(?:ty|teen)|per ?cent|interest|month|week|year|apr\b|day|night|noon|morrow|zero|oh\b/;

/** Every fact in a text. Pure; linear in the text. */
export function factsOf(input: FactInput): Fact[] {
	const {text} = input.folded;
	// Most have a digit, and are not searched for words first.
	if (!/[\d%]/.test(text) && !figures.test(text)) return [...contactFacts(input), ...otherFacts(input)];
	return [
		...moneyFacts(text),
		...rateFacts(text),
		...timeFacts(text),
		...contactFacts(input),
		...identifierFacts(input),
		...motoringFacts(text),
		...exampleFacts(input),
		...otherFacts(input),
	];
}
