import {fact} from '../format.ts';
import {each, type Fact} from './fact.ts';
import {numberOf} from './money.ts';

const miles = /(?<![\d.,£$])(\d[\d,]*(?:\.\d+)?)(k?)[\s-]?(?:miles?|mi)\b(?! ?(?:per hour|an hour))/g;
const mpg = /(?<![\d.,£$])(\d{2,3}(?:\.\d)?)\+?\s?(?:mpg\b|miles (?:per|to the|a) gallon)/g;
const speed =
	/(?<![\d.,£$])\d{2,4}\s?(?:mph|bhp|kph|km\/h|ps\b|hp\b|horsepower|brake horsepower|horses\b(?! (?:for|in|at|need|are|and pon)))|(?<![\d.,£$])1\d\d on the (?:clock|dial|speedo)\b|(?<![\d.,£$])(?:0|zero|nought)[\s-]*(?:to|-)[\s-]*(?:60|62|100|sixty)(?:mph)?/g;

/** Distances, consumption, power and speed. */
export function motoringFacts(text: string): Fact[] {
	const found: Fact[] = [];
	const add = (kind: number, match: RegExpExecArray, value: number) =>
		found.push({kind, start: match.index, end: match.index + match[0].length, value});
	each(miles, text, match => add(fact.miles, match, numberOf(match[1]!) * (match[2] ? 1000 : 1)));
	each(mpg, text, match => add(fact.mpg, match, numberOf(match[1]!)));
	each(speed, text, match => add(fact.speed, match, 0));
	return found;
}
