/**
 * Does whoever wrote this speak of harm to himself? Then a reply that two people have signed for it comes first, and a
 * person is called (product.md, walkthrough b; docs/adr/0254). Pure, and in the page: no word of it leaves the browser.
 */

/** Words of somebody who may come to harm. One too many offers help to somebody who needs none; one too few offers none. */
const phrases = [
	"(?:can't|cannot|can not|couldn't) (?:cope|go on|take (?:it|this|much more|any ?more)|do this any ?more|see a way out)",
	"(?:i'll|i will|i'm going to|i might|gonna) (?:do something(?: stupid| silly)?|end it)(?! about| nice| special| for)",
	'(?:kill|harm|hurt|cut)(?:ing)? (?:myself|himself|herself)(?! laughing)',
	'(?:end|ending|take|taking) (?:my|his|her) (?:own )?life',
	'end(?:ing)? it all',
	"(?:want|wanted|wants|ready) to die|rather be dead|better off dead|better off without me|wish i was dead|don't want to be here any ?more",
	'nothing (?:left )?to live for|no (?:reason|point) (?:to|in) (?:living|go(?:ing)? on)|not worth living',
	'suicid(?:e|al)|overdos(?:e|ed|ing)|self[- ]harm(?:ing|ed)?',
];
const known = new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** `more`: the company's own words, in any language of its customers. */
export function isAtRisk(text: string, more: readonly string[] = []): boolean {
	const plain = plainOf(text);
	return (
		known.test(plain) || more.some(words => words.trim() !== '' && ` ${plain} `.includes(plainOf(words)))
	);
}

/** As typed on a telephone: any apostrophe or none, any spaces, letters in any dress. */
function plainOf(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replaceAll(/[‘’ʼ`´]/g, "'")
		.replaceAll(/\b(can|couldn|don)t\b/g, "$1't")
		.replaceAll(/\bi(ll|m)\b/g, "i'$1")
		.replaceAll(/\s+/g, ' ');
}
