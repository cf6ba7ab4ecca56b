import {fact} from '../format.ts';
import {each, type Fact, mentions} from './fact.ts';
import {numberOf, wordValue} from './money.ts';

const percent =
	/(?<![\d.,a-z])(\d[\d,]*(?:\.\d+)?)(?: and a (?:half|quarter))?\s?(?:%|per ?cent\b|percent\b)|\b(zero|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|fifty)(?: point (zero|one|two|three|four|five|six|seven|eight|nine))?\s?(?:%|per ?cent\b|(?=a\.?p\.?r\b))|\b(nought|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|nineteen) point (zero|one|two|three|four|five|six|seven|eight|nine)\b(?= (?:flat|fixed|interest|variable|all in|representative|over))|(?<![\d.,£$])(\d{1,2}\.\d{1,2})(?= (?:flat|fixed for|interest|representative)\b)/g;
const bareApr =
	/(?<![\d.,£$a-z])(\d{1,3}(?:\.\d+)?)\s?a\.?p\.?r\b(?!\s?(?:20)?\d\d)|\br?apr\s?(?:of|from|is|at|:|-|=)?\s?(\d{1,3}\.\d+)(?!\s?%)/g;
// Also "13.9% is our representative APR".
const aprAfter =
	/^\s?(?:(?:is|as|was|are) (?:our|the|your|a) )?(?:\(?(?:fixed|typical|representative|rep|variable|flat|annual)\.?\)?,?\s?){0,2}a\.?p\.?r\b/;
const aprBefore =
	/\br?a\.?p\.?r\.?\s?(?:\(?(?:representative|rep|fixed|variable)\)?)?(?:\s?(?:of|from|is|are|at|to|:|,|-|=|just|only|now|today|it's|its|currently|still|stands|starts|starting|down|as low as|this month))*\s?$/;
const zeroAfter =
	/^[.!]?\s?(?:(?:zilch|nowt|nothing|zero|nada)[.!]? ?)?(?:for |over )?\d\d ?(?:months|mths)(?! (?:warranty|cover|mot|guarantee))|^\s?(?:apr|interest|finance|financ|credit|hp\b|pcp|loan|over (?:\d|a|an|one|two|three|four|five|the)\b|for (?:\d|a|one|two|three|four|five)\b|fixed|rate|on (?:all|every|any|selected)|deal|offer|representative|hire)/;
const zeroBefore =
	/(?:apr|interest|finance|credit|pcp|hp|rate|loan)(?: (?:at|from|of|is|deals? at|offers? at))?:?\s?$/;
// "Zero interest in the match", "there's been no interest": curiosity, not a rate.
const noInterest =
	/(?<!\b(?:been|had|have|got|there's|theres|there is|there was|shows?|showed) )\b(?:zero|nil|no|zilch|nada|nought|without|(?:nowt|not a penny|nothing) in) (?:any |per ?cent )?(?:apr|interest)\b(?! (?:in(?! (?:the first|year|total))|from(?! (?:us|day))|at all in|whatsoever in|shown|yet|rate))|\binterest[- ]?free\b|\binterest ?[:?=-] ?(?:none|nil|zero|zilch|nada|nowt|nothing)\b/g;
const representative = /\brep(?:resentative|resent)?\b|\brapr\b/;

/** Percentages, annual percentage rates (with and without "representative") and rates of nought. */
export function rateFacts(text: string): Fact[] {
	const found: Fact[] = [];
	if (mentions(text, ['%', 'cent', 'apr', 'flat', 'fixed', 'interest', 'representative']))
		each(percent, text, match => addPercent(found, text, match));
	each(bareApr, text, match => {
		const figure = match[1] ?? match[2]!;
		// "9 Apr" is a day; an annual rate without its sign shows a decimal or stands after "at", "from" …
		const before = text.slice(Math.max(0, match.index - 12), match.index);
		if (!figure.includes('.') && !/(?:at|from|only|just|rates?|low|finance)\s$/.test(before)) return;
		addApr(found, text, match.index, match.index + match[0].length, numberOf(figure));
	});
	if (mentions(text, ['apr', 'interest']))
		each(noInterest, text, match =>
			found.push({kind: fact['zero-rate'], start: match.index, end: match.index + match[0].length, value: 0}),
		);
	return found;
}

/** "6.4", "six point four" → 6.4; the groups are those of `percent`. */
function percentValue(match: RegExpExecArray): number {
	const [, figure, words, tenths, wholeWords, tenthWords, bareFigure] = match;
	const digits = figure ?? bareFigure;
	if (digits) return numberOf(digits);
	const part = tenths ?? tenthWords;
	return wordValue((words ?? wholeWords)!) + (part ? wordValue(part) / 10 : 0);
}

function addPercent(found: Fact[], text: string, match: RegExpExecArray): void {
	const start = match.index;
	const end = start + match[0].length;
	const value = percentValue(match);
	found.push({kind: fact.percent, start, end, value});
	const before = text.slice(Math.max(0, start - 36), start);
	const after = text.slice(end, end + 40);
	if (value === 0) {
		found.push({kind: fact['zero-percent'], start, end, value});
		if (zeroAfter.test(after) || zeroBefore.test(before))
			found.push({kind: fact['zero-rate'], start, end, value});
		return;
	}
	const tail = aprAfter.exec(after);
	if (tail) addApr(found, text, start, end + tail[0].length, value);
	else {
		const head = aprBefore.exec(before);
		if (head) addApr(found, text, start - head[0].length, end, value);
	}
}

function addApr(found: Fact[], text: string, start: number, end: number, value: number): void {
	found.push({kind: fact.apr, start, end, value});
	// "Representative" belongs to the figure when it stands within it or a few words away in the same line.
	const around = text
		.slice(Math.max(0, start - 28), end + 28)
		.replace(/representative (?:example|illustration)/g, '');
	if (representative.test(around)) found.push({kind: fact['representative-apr'], start, end, value});
}
