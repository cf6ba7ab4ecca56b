/** What the index shows of an entry's content. Content is untrusted: anything may be missing or of another type. */
export interface Content {
	text: string;
	value: unknown;
}

export function contentOf(plaintext: string): Content {
	const value: unknown = JSON.parse(plaintext);
	const draft = at(value, 'record', 'body', 'draft') ?? at(value, 'event', 'submission', 'draft');
	return {value, text: textOf(at(draft, 'text'))};
}

/** The person's name as a certificate in this content has it; empty when there is none for this person. */
export function nameOf({value}: Content, person: string): string {
	const certificate = at(value, 'certificate');
	if (typeof certificate !== 'string') return '';
	try {
		const claims: unknown = JSON.parse(Buffer.from(certificate.split('.')[1] ?? '', 'base64url').toString());
		return at(claims, 'person') === person ? textOf(at(claims, 'name')) : '';
	} catch {
		return '';
	}
}

function at(value: unknown, ...path: string[]): unknown {
	return path.reduce<unknown>(
		(inner, key) =>
			typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
		value,
	);
}

/** Also of a text with lone surrogates, which canonical JSON keeps as code units. */
function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	const units = at(value, 'utf16');
	return Array.isArray(units) ? String.fromCharCode(...units.map(Number)) : '';
}
