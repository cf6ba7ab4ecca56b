import {expect, test} from 'vitest';
import {facebookPost, xPost} from '#lib/desk/wire/wire.fixture.ts';
import {recogniser as facebook} from '#lib/sites/facebook/recogniser.ts';
import type {PageRequest, Recogniser} from '#lib/sites/site.ts';
import {recogniser as x} from '#lib/sites/x/recogniser.ts';
import {keepPristine, pristineRecogniser} from './pristine.ts';

const run = keepPristine();
const cookies = {x: 'twid=u%3D1450000000000000101', facebook: 'c_user=100000000000001'};

/** All that the page lock asks of an adapter about one request. */
function readBy(recogniser: Recogniser, request: PageRequest) {
	const account = recogniser.session(cookies[recogniser.site]);
	return {
		account,
		concerns: recogniser.concerns(request.method, request.url),
		outgoing: recogniser.recognise(request, account),
	};
}

function requestOf({method, url, body}: Pick<PageRequest, 'method' | 'url' | 'body'>): PageRequest {
	return {method, url, headers: {}, body};
}
const subjects = [
	{recogniser: x, request: requestOf(xPost('Guaranteed finance for everyone! 🚗'))},
	{
		recogniser: facebook,
		request: requestOf(
			facebookPost('Guaranteed finance for everyone! 🚗', {
				fb_api_req_friendly_name: 'ComposerStoryCreateMutation',
			}),
		),
	},
].map(subject => ({
	...subject,
	expected: JSON.stringify(readBy(subject.recogniser, subject.request)),
	locked: () => pristineRecogniser(subject.recogniser, run),
}));

const owners: [string, object][] = [
	...[
		'Object',
		'Array',
		'String',
		'RegExp',
		'Number',
		'Date',
		'Map',
		'Set',
		'URL',
		'URLSearchParams',
	].flatMap((name): [string, object][] => {
		const made = (globalThis as unknown as Record<string, {prototype: object}>)[name]!;
		return [
			[name, made],
			[`${name}.prototype`, made.prototype],
		];
	}),
	['JSON', JSON],
	['an array’s iterator', Object.getPrototypeOf([][Symbol.iterator]())],
	['a map’s iterator', Object.getPrototypeOf(new Map().entries())],
	['globalThis', globalThis],
];
const ofGlobal = [
	'URL',
	'URLSearchParams',
	'Set',
	'Map',
	'JSON',
	'Object',
	'Array',
	'RegExp',
	'Number',
	'Date',
	'decodeURIComponent',
	'atob',
	'String',
];

/** Every function that can be replaced at all. */
const replaceable = owners.flatMap(([name, owner]) =>
	(owner === globalThis ? ofGlobal : Reflect.ownKeys(owner))
		.filter(key => {
			const found = Reflect.getOwnPropertyDescriptor(owner, key);
			return found?.configurable && (typeof found.value === 'function' || found.get) && key !== 'constructor';
		})
		.map(key => ({name: `${name}.${String(key)}`, owner, key})),
);

const {defineProperty, deleteProperty, getOwnPropertyDescriptor} = Reflect;
const {stringify} = JSON;

/** What the locked adapters say while `owner[key]` is the page's. Nothing else may run meanwhile: not even `expect`. */
function whileChanged(owner: object, key: PropertyKey, to: PropertyDescriptor): string[] {
	const before = getOwnPropertyDescriptor(owner, key);
	const seen = [undefined, undefined] as unknown[];
	// They remember answers: these have given none yet.
	const locked = [subjects[0]!.locked(), subjects[1]!.locked()];
	defineProperty(owner, key, to);
	const stayed = getOwnPropertyDescriptor(owner, key);
	let same: boolean;
	try {
		seen[0] = readBy(locked[0]!, subjects[0]!.request);
		seen[1] = readBy(locked[1]!, subjects[1]!.request);
		const now = getOwnPropertyDescriptor(owner, key);
		same = now?.value === stayed?.value && now?.get === stayed?.get;
	} finally {
		if (before) defineProperty(owner, key, before);
		else deleteProperty(owner, key);
	}
	return [stringify(seen[0]), stringify(seen[1]), `the page has its own: ${same}`];
}

const unmoved = [subjects[0]!.expected, subjects[1]!.expected, 'the page has its own: true'];

test('what is asked of them reads a post', () => {
	for (const {expected} of subjects) expect(expected).toContain('Guaranteed finance for everyone! 🚗');
});

test.each(replaceable)('$name in the hands of the page misleads nobody', ({owner, key}) => {
	const liar = () => false;
	expect(whileChanged(owner, key, {value: liar, writable: true, configurable: true})).toEqual(unmoved);
});

test.each(['tweet_text', 'variables', 'av', 'value', 'get', 'set', '0', 'length'])(
	'nor does a “%s” that every object inherits',
	key => {
		const to = {get: () => 'a lie', set: () => {}, configurable: true};
		expect(whileChanged(Object.prototype, key, to)).toEqual(unmoved);
	},
);

test('nor an array whose elements nobody can set', () => {
	const to = {get: () => 'a lie', set: () => {}, configurable: true};
	expect(whileChanged(Array.prototype, '0', to)).toEqual(unmoved);
});

test('what a page has nailed down is held as unreadable', () => {
	const world = {
		...Object.fromEntries(
			Object.getOwnPropertyNames(globalThis).map(name => [name, globalThis[name as never]]),
		),
	} as never;
	const own = keepPristine(world);
	Object.defineProperty(world, 'URL', {value: () => false, configurable: false});
	const locked = pristineRecogniser(x, own);
	const {request} = subjects[0]!;
	expect(locked.concerns('POST', 'https://x.com/anything')).toBe(true);
	expect(locked.session(cookies.x)).toBeUndefined();
	expect(() => locked.recognise(request, undefined)).toThrow('nailed down');
});

test('of the same address and the same cookies it is asked once, however often a scrolled page sends', () => {
	let runs = 0;
	const counted = <T>(work: () => T) => {
		runs++;
		return work();
	};
	const locked = pristineRecogniser(x, counted);
	const {request} = subjects[0]!;
	for (let i = 0; i < 50; i++) {
		expect(locked.uploads.concerns(request.method, request.url)).toBe(false);
		expect(locked.concerns(request.method, request.url)).toBe(true);
		expect(locked.session(cookies.x)).toBe('1450000000000000101');
	}
	expect(runs).toBe(3);
	expect(locked.session('twid=u%3D1450000000000000102')).toBe('1450000000000000102');
	for (let i = 0; i < 1000; i++) expect(locked.concerns('POST', `https://x.com/other/${i}`)).toBe(false);
	expect(locked.concerns(request.method, request.url)).toBe(true);
});
