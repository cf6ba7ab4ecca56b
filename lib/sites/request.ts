/** Reading a request of the page, whatever its encoding. Pure. */
import type {PageRequest} from './site.ts';

/**
 * The path as a server may decode it: `Create%54weet` is `CreateTweet`, doubled slashes are one.
 * '' for a URL that is none.
 */
export function pathOf(url: string): string {
	try {
		return decodeURIComponent(new URL(url).pathname).replace(/\/{2,}/g, '/');
	} catch {
		return '';
	}
}

/** Does the URL carry parameters, besides those named? Variables can hide there. */
export function hasQuery(url: string, ...expected: string[]): boolean {
	try {
		return [...new URL(url).searchParams.keys()].some(name => !expected.includes(name));
	} catch {
		return true;
	}
}

/** A parameter of the URL's query; '' when absent. */
export function queryOf(url: string, name: string): string {
	try {
		return new URL(url).searchParams.get(name) ?? '';
	} catch {
		return '';
	}
}

/**
 * The form fields of a request, from text or from a form. `undefined`: there is no readable form, or one field appears
 * twice (a server may read either, so it is not readable).
 */
export function formOf(body: PageRequest['body']): Readonly<Record<string, string>> | undefined {
	if (!body || 'unreadable' in body) return undefined;
	if ('fields' in body) return body.fields;
	const form: Record<string, string> = {};
	for (const [name, value] of new URLSearchParams(body.text)) {
		if (Object.hasOwn(form, name)) return undefined;
		form[name] = value;
	}
	return form;
}

/** Requests with these methods change nothing on either site. */
export function isRead(method: string): boolean {
	return /^(get|head|options)$/i.test(method);
}
