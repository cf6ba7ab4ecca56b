/**
 * Ways to send that cannot wait for a verdict: a beacon answers at once, `fetchLater` and a form leave with the page.
 * Neither site publishes with them; on a guarded account such a request is refused.
 */
import {apply} from '#lib/messaging/natives.ts';
import {snapshot} from './body.ts';
import type {Gate} from './gate.ts';
import {type Natives, patch} from './natives.ts';

const {
	URL: NativeURL,
	FormData: NativeFormData,
	Request: NativeRequest,
	DOMException: NativeException,
} = globalThis;
const hasInstance = Function.prototype[Symbol.hasInstance];

export function lockNoWait(gate: Gate, natives: Natives): void {
	const refuses = (url: string, value: unknown) => {
		if (!gate.concerns('POST', url) || gate.foreign()) return {refused: false, send: value};
		const {body, send, files} = snapshot(natives, value);
		const outgoing = gate.recognise({method: 'POST', url, headers: {}, body}, files);
		return {refused: !!outgoing && !gate.passes(outgoing), send};
	};
	const absolute = (url: unknown) => {
		try {
			return new NativeURL(`${url}`, natives.baseURI(document)).href;
		} catch {
			return '';
		}
	};

	patch(Navigator.prototype, 'sendBeacon', (sendBeacon, self, args) => {
		if (args.length > 0) args[0] = `${args[0]}`;
		const {refused, send} = refuses(absolute(args[0]), args[1]);
		if (refused) return false;
		if (args.length > 1) args[1] = send;
		return apply(sendBeacon, self, args);
	});

	patch(window, 'fetchLater', (fetchLater, self, args) => {
		const url = apply(hasInstance, NativeRequest, [args[0]])
			? natives.request.url(args[0] as Request)
			: absolute(args[0]);
		// Its body is not read: nobody on these sites uses it, and guessing is worse than refusing.
		if (gate.concerns('POST', url) && !gate.foreign())
			throw new NativeException('fetchLater was not allowed.', 'NotAllowedError');
		return apply(fetchLater, self, args);
	});

	patch(HTMLFormElement.prototype, 'submit', (submit, form: HTMLFormElement, args) => {
		const url = absolute(natives.formAction(form));
		const {refused} = refuses(url, new NativeFormData(form));
		// To the page: a submit that goes nowhere.
		if (!refused) apply(submit, form, args);
	});
}
