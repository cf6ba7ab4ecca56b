/**
 * Whether an expression can be run at each keystroke without freezing a tab. V8 backtracks, so an expression is
 * accepted only if the number of ways to match from one place is bounded by construction: no unbounded repetition, no
 * repetition of what itself repeats or chooses, and a small product of all choices. The search is then linear in the
 * text. Returns the reason for a refusal in words an author can act on, or `undefined`.
 */
export function refusalOf(source: string): string | undefined {
	if (source.length > 400) return 'longer than 400 characters';
	for (const [shape, reason] of forbidden) if (shape.test(source)) return reason;
	const parser: Parser = {source, at: 0, reason: undefined};
	const ways = alternatives(parser);
	if (parser.reason) return parser.reason;
	if (parser.at < source.length) return `a bracket too many at ${parser.at}`;
	if (ways.count > mostWays) return `${ways.count} ways to match from one place; at most ${mostWays}`;
	return isKnownHere(source) ? undefined : 'the browser does not know this syntax; "(?P<" is "(?<"';
}

/** RE2 accepts more than a page's engine does: there it would throw in every tab. */
function isKnownHere(source: string): boolean {
	try {
		return new RegExp(source, 'g') instanceof RegExp;
	} catch {
		return false;
	}
}

const mostWays = 5000;
const longestRepeat = 64;

const forbidden: readonly [RegExp, string][] = [
	[/\\[1-9]|\\k</, 'a back-reference'],
	[/\(\?<?[=!]/, 'looking ahead or behind'],
	[/\\[pP]\{/, 'a Unicode property; list the letters'],
];

interface Parser {
	source: string;
	at: number;
	reason: string | undefined;
}

/** How many ways a part can match, and whether it can do so in more than one. */
interface Ways {
	count: number;
	varies: boolean;
}

function alternatives(parser: Parser): Ways {
	let count = 0;
	let varies = false;
	for (let more = true; more; ) {
		const one = sequence(parser);
		count += one.count;
		varies ||= one.varies || count > 1;
		more = parser.source[parser.at] === '|';
		if (more) parser.at++;
	}
	return {count, varies};
}

function sequence(parser: Parser): Ways {
	let count = 1;
	let varies = false;
	while (parser.at < parser.source.length && !parser.reason && !'|)'.includes(parser.source[parser.at]!)) {
		const part = repeated(parser, atom(parser));
		count = Math.min(count * part.count, 1e9);
		varies ||= part.varies;
	}
	return {count, varies};
}

function atom(parser: Parser): Ways {
	const char = parser.source[parser.at++]!;
	if (char === '(') return group(parser);
	if (char === '[') skipClass(parser);
	else if (char === '\\') parser.at++;
	else if ('*+?{'.includes(char)) parser.reason = `nothing to repeat before "${char}"`;
	return {count: 1, varies: false};
}

function group(parser: Parser): Ways {
	const opening = /^\?(?::|<\w+>|P<\w+>)/.exec(parser.source.slice(parser.at));
	if (opening) parser.at += opening[0].length;
	const inside = alternatives(parser);
	if (parser.source[parser.at] !== ')') parser.reason ??= 'a bracket is not closed';
	parser.at++;
	return inside;
}

function skipClass(parser: Parser): void {
	const closing = /^\^?\]?(?:\\.|[^\]\\])*\]/s.exec(parser.source.slice(parser.at));
	if (!closing) parser.reason = 'a square bracket is not closed';
	else parser.at += closing[0].length;
}

function repeated(parser: Parser, part: Ways): Ways {
	const quantifier = /^(?:([*+?])|\{(\d+)(,(\d*))?\})[?]?/.exec(parser.source.slice(parser.at));
	if (!quantifier) return part;
	parser.at += quantifier[0].length;
	const [min, max] = rangeOf(quantifier);
	if (max === Number.POSITIVE_INFINITY)
		parser.reason ??= `an unbounded repetition; write {0,${longestRepeat}} instead`;
	if (max > longestRepeat) parser.reason ??= `a repetition of more than ${longestRepeat}`;
	if (part.varies && max > 1) parser.reason ??= 'a repetition of something that itself repeats or chooses';
	return {count: part.count * (max - min + 1), varies: part.varies || max > min};
}

function rangeOf([, sign, low, range, high]: RegExpExecArray): [number, number] {
	if (sign === '?') return [0, 1];
	if (sign) return [0, Number.POSITIVE_INFINITY];
	const min = Number(low);
	if (range === undefined) return [min, min];
	return [min, high ? Number(high) : Number.POSITIVE_INFINITY];
}
