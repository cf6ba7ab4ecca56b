import canonicalize from 'canonicalize';

/**
 * RFC 8785 canonical JSON. A string with a lone surrogate has no canonical form there, and a person can type one:
 * it is kept exactly, as `{"utf16": [code units]}`, so that nothing typed is ever lost or altered.
 */
export function canonicalJson(value: unknown): string {
	const json = canonicalize(hasLoneSurrogates(value) ? keepLoneSurrogates(value) : value);
	if (json === undefined) throw new TypeError('not a JSON value');
	return json;
}

/** Nearly nothing has, and what has none need not be built a second time. */
function hasLoneSurrogates(value: unknown): boolean {
	if (typeof value === 'string') return !value.isWellFormed();
	if (value === null || typeof value !== 'object') return false;
	return Object.values(value).some(hasLoneSurrogates);
}

function keepLoneSurrogates(value: unknown): unknown {
	if (typeof value === 'string') return value.isWellFormed() ? value : {utf16: codeUnits(value)};
	if (Array.isArray(value)) return value.map(keepLoneSurrogates);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, keepLoneSurrogates(v)]));
}

function codeUnits(text: string): number[] {
	return Array.from({length: text.length}, (_, i) => text.charCodeAt(i));
}
