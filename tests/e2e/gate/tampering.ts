/**
 * A page changes the language itself before it sends: what the locks call would then lie to them. Each function is brought into
 * the page as its text, so none uses anything outside itself.
 */
import type {Prepared} from './prepare.ts';

type Way = (request: Prepared) => unknown;

export const tampering: Readonly<Record<string, Way>> = {
	'with tampered texts and addresses': ({url, headers, body}) => {
		const sending = () => fetch(url, {method: 'POST', headers, body}).catch(() => {});
		for (const name of ['includes', 'startsWith', 'indexOf', 'split', 'slice', 'replace', 'match'] as const)
			Object.defineProperty(String.prototype, name, {value: () => '', writable: true, configurable: true});
		RegExp.prototype.exec = () => null;
		globalThis.decodeURIComponent = () => '/harmless';
		Object.defineProperty(URL.prototype, 'pathname', {get: () => '/harmless', configurable: true});
		return sending();
	},
	'with tampered JSON': ({url, headers, body}) => {
		const sending = () => fetch(url, {method: 'POST', headers, body}).catch(() => {});
		JSON.parse = () => ({variables: {}});
		JSON.stringify = () => '{"type":"verdict","id":1,"go":true,"reason":""}';
		Response.prototype.json = () => Promise.resolve({});
		return sending();
	},
	'with tampered lists': ({url, headers, body}) => {
		const xhr = new XMLHttpRequest();
		const ended = new Promise<void>(resolve => {
			xhr.onloadend = () => resolve();
		});
		xhr.open('POST', url);
		for (const name of Object.keys(headers)) xhr.setRequestHeader(name, headers[name]!);
		const no = {value: () => false, writable: true, configurable: true};
		for (const name of ['some', 'every', 'filter', 'find', 'map', 'includes', 'join', 'concat', 'push'])
			Object.defineProperty(Array.prototype, name, no);
		for (const name of ['has', 'add']) Object.defineProperty(Set.prototype, name, no);
		Object.hasOwn = () => false;
		Object.keys = () => [];
		Object.entries = () => [];
		xhr.send(body);
		return ended;
	},
	'with an inheritance for every object': ({url, headers, body}) => {
		const request = {method: 'POST', headers, body};
		const lie = (name: string, value: unknown) =>
			Object.defineProperty(Object.prototype, name, {get: () => value, set: () => {}, configurable: true});
		for (const name of ['tweet_text', 'variables', 'fb_api_req_friendly_name', 'av', 'go', 'guarded'])
			lie(name, '');
		return fetch(url, request).catch(() => {});
	},
	'with natives nailed down': ({url, headers, body}) => {
		const sending = () => fetch(url, {method: 'POST', headers, body}).catch(() => {});
		Object.defineProperty(RegExp.prototype, 'test', {
			value: () => false,
			writable: false,
			configurable: false,
		});
		Object.defineProperty(RegExp.prototype, 'exec', {
			value: () => null,
			writable: false,
			configurable: false,
		});
		return sending();
	},
};
