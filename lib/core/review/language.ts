/** Which language a text is in, roughly: enough to route it to somebody who reads it. Short texts stay unknown. */

/** Words that are frequent in one of these languages and rare in the others. */
const words: Readonly<Record<string, string>> = {
	en: 'the and is are you your for with our this that from have we will not',
	fr: 'le la les des et est vous votre pour avec nous une dans pas sur que',
	de: 'der die das und ist sie ihr für mit wir nicht ein eine auf bei zum',
	es: 'el los las y es usted su para con nosotros una del no por que más',
	it: 'il lo gli e è lei suo per con noi una del non che di alla',
	nl: 'de het een en is u uw voor met wij niet op bij van dat zijn',
	pl: 'i w na z jest się nie do dla że to nasz państwa oraz od lub',
	cy: 'y yr a yn eich gyda ein ar gyfer nid chi ni mae i o yw',
};

const scripts: readonly [string, RegExp][] = [
	['ar', /\p{Script=Arabic}/gu],
	['he', /\p{Script=Hebrew}/gu],
	['zh', /\p{Script=Han}/gu],
	['ru', /\p{Script=Cyrillic}/gu],
	['el', /\p{Script=Greek}/gu],
	['hi', /\p{Script=Devanagari}/gu],
	['pa', /\p{Script=Gurmukhi}/gu],
	['bn', /\p{Script=Bengali}/gu],
];

const lists = Object.entries(words).map(([code, list]) => [code, new Set(list.split(' '))] as const);

/** ISO 639-1, or `null`. */
export function languageOf(text: string): string | null {
	const letters = text.match(/\p{L}/gu)?.length ?? 0;
	const foreign = scripts.find(([, script]) => (text.match(script)?.length ?? 0) * 2 > letters);
	if (foreign) return foreign[0];
	const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
	const scores = lists
		.map(([code, list]) => [code, found.filter(word => list.has(word)).length] as const)
		.sort((a, b) => b[1] - a[1]);
	const [[best, most], [, next]] = scores as [(typeof scores)[0], (typeof scores)[0]];
	return most >= 2 && most > next ? best : null;
}
