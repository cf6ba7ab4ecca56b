import {hashedClass} from '../shared/classes.ts';
import type {Weather} from '../shared/weather.ts';

/** JSON that may stand in an inert `<script type="application/json">`. */
export const jsonForHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Class names of our style sheets; `hashedClasses` changes them per load, in page and sheet alike. */
export function classNames(css: string, weather: Weather, loadId: string): string {
	if (!weather.hashedClasses) return css;
	return css.replaceAll(/\.s-([\w-]+)/g, (_, name: string) => `.${hashedClass(name, loadId)}`);
}

/**
 * Another extension that came last into the MAIN world: an XHR subclass and a wrapped `fetch`. Both only
 * pass on. Source: x.md section 17.
 */
export const OTHER_EXTENSION = `(() => {
	const Native = window.XMLHttpRequest;
	window.XMLHttpRequest = class extends Native {
		open(...args) { this.otherUrl = String(args[1]); return super.open(...args); }
		send(...args) { return super.send(...args); }
	};
	const native = window.fetch;
	window.fetch = function (...args) { return Reflect.apply(native, this ?? window, args); };
})();`;
