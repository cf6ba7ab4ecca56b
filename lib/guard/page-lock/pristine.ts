/**
 * The adapters are ordinary code and call what a page may replace: `RegExp.prototype.test`, `JSON.parse`, `URL`. So while one
 * of them runs in the page's world, the language is put back to what it was at document_start, and afterwards to what the page
 * made of it. Adapters are synchronous and call nothing of the page's, so nobody can see the difference.
 */
import {bare} from '#lib/messaging/natives.ts';
import type {Recogniser} from '#lib/sites/site.ts';

const {defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf} =
	Reflect;
const {is} = Object;
const NativeError = Error;

/** Runs `work` in the untouched language. Throws without running it where the page has nailed its changes down. */
export type Pristine = <T>(work: () => T) => T;

interface Kept {
	owner: object;
	prototype: object | null;
	/** `false`: only the properties in `was` count, others are the page's own business (the global object). */
	whole: boolean;
	keys: readonly PropertyKey[];
	was: Record<PropertyKey, PropertyDescriptor>;
}

/** How to give the page back what it had. A list without an array: assigning to one runs setters of `Array.prototype`. */
interface Undo {
	owner: object;
	/** `undefined`: the prototype. */
	key: PropertyKey | undefined;
	/** `undefined`: it was not there. */
	had: PropertyDescriptor | object | null | undefined;
	before: Undo | undefined;
}

const constructors = [
	...['Object', 'Function', 'Array', 'String', 'RegExp', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Date'],
	...['Map', 'Set', 'WeakMap', 'Error', 'TypeError', 'URL', 'URLSearchParams', 'TextDecoder', 'TextEncoder'],
] as const;
const spaces = ['JSON', 'Math', 'Reflect'] as const;
const functions = ['atob', 'btoa', 'decodeURIComponent', 'encodeURIComponent', 'parseInt', 'isNaN'] as const;

/** What is changed at this moment, last first. */
interface Changes {
	last: Undo | undefined;
}

/** Call it before the page's first script. */
export function keepPristine(world: typeof globalThis = globalThis): Pristine {
	const kept = everything(world);
	let running = false;

	return work => {
		if (running) return work();
		const changes: Changes = {last: undefined};
		running = true;
		try {
			for (let i = 0; i < kept.length; i++) restore(kept[i]!, changes);
			return work();
		} finally {
			for (let undo = changes.last; undo; undo = undo.before) giveBack(undo);
			running = false;
		}
	};
}

/** A recogniser that no page can mislead by changing the language; what cannot be put right is ours, and unreadable. */
export function pristineRecogniser(recogniser: Recogniser, run: Pristine): Recogniser {
	const {concerns, session, recognise, uploads} = recogniser;
	const publishes = remembering((url, method) => attempt(run, () => concerns(method, url)));
	const brings = remembering((url, method) => run(() => uploads.concerns(method, url)));
	const sessionOf = remembering(cookies => attempt(run, () => session(cookies)));
	return {
		...recogniser,
		// Most requests are plain reads; that much can be told without any function at all.
		concerns: (method, url) => method !== 'GET' && (publishes(url, method) ?? true),
		session: cookies => sessionOf(cookies),
		recognise: (request, account, known) => run(() => recognise(request, account, known)),
		uploads: {
			concerns: (method, url) => method !== 'GET' && brings(url, method),
			read: request => run(() => uploads.read(request)),
			idIn: answer => run(() => uploads.idIn(answer)),
		},
	};
}

/** How many answers are remembered; a page that asks for more pays for them again. */
const most = 100;

/**
 * The same few addresses and the same cookies come by with each request of a page that is scrolled, and what is said of them
 * depends on nothing else. `undefined` is no answer: the language could not be put right.
 */
function remembering<T>(ask: (of: string, method: string) => T): (of: string, method?: string) => T {
	let known = bare<T>();
	let count = 0;
	return (of, method = '') => {
		const name = `${method} ${of}`;
		const before = known[name];
		if (before !== undefined) return before;
		const answer = ask(of, method);
		if (++count > most) {
			known = bare();
			count = 1;
		}
		known[name] = answer;
		return answer;
	};
}

function attempt<T>(run: Pristine, work: () => T): T | undefined {
	try {
		return run(work);
	} catch {
		return undefined;
	}
}

/** `Object.prototype` first: with what a page adds there, descriptors themselves would lie. */
function everything(world: typeof globalThis): Kept[] {
	const owners: object[] = [];
	for (const name of constructors) owners.push(world[name].prototype, world[name]);
	for (const name of spaces) owners.push(world[name]);
	const each = [...new Set([...owners, ...iterators(world)])].map(owner => keep(owner, ownKeys(owner), true));
	const names = [...constructors, ...spaces, ...functions].filter(name => name in world);
	return [...each, keep(world, names, false)];
}

/** What `for…of` and spread go through. */
function iterators(world: typeof globalThis): object[] {
	const made = [
		...[new world.Array()[Symbol.iterator](), ''[Symbol.iterator](), ''.matchAll(/x/g)],
		...[new world.Map().entries(), new world.Set().values(), new world.URLSearchParams().entries()],
	];
	const prototypes = made.map(iterator => getPrototypeOf(iterator)!);
	return [...prototypes, getPrototypeOf(prototypes[0]!)!];
}

function keep(owner: object, names: readonly PropertyKey[], whole: boolean): Kept {
	const was = bare<PropertyDescriptor>() as Kept['was'];
	for (const key of names) {
		const descriptor = getOwnPropertyDescriptor(owner, key);
		if (!descriptor) continue;
		setPrototypeOf(descriptor, null);
		was[key] = descriptor;
	}
	return {owner, whole, prototype: getPrototypeOf(owner), keys: ownKeys(was), was};
}

function restore({owner, prototype, whole, keys, was}: Kept, changes: Changes): void {
	// With additions here even descriptors lie: each name is looked up before anything is compared.
	const grew = (): boolean => whole && ownKeys(owner).length !== keys.length;
	if (prototype === null || grew()) removeAdditions(owner, was, changes);
	const parent = getPrototypeOf(owner);
	if (parent !== prototype) {
		if (!setPrototypeOf(owner, prototype)) throw new NativeError('a prototype is nailed down');
		changes.last = {owner, key: undefined, had: parent, before: changes.last};
	}
	for (let i = 0; i < keys.length; i++) {
		const key = keys[i]!;
		if (!isSame(getOwnPropertyDescriptor(owner, key), was[key]!)) change(owner, key, was[key], changes);
	}
	// As many were taken away as were added.
	if (grew()) removeAdditions(owner, was, changes);
}

function removeAdditions(owner: object, was: Kept['was'], changes: Changes): void {
	const now = ownKeys(owner);
	for (let i = 0; i < now.length; i++) if (!was[now[i]!]) change(owner, now[i]!, undefined, changes);
}

function isSame(now: PropertyDescriptor | undefined, was: PropertyDescriptor): boolean {
	return !!now && is(now.value, was.value) && now.get === was.get && now.set === was.set;
}

function change(owner: object, key: PropertyKey, to: PropertyDescriptor | undefined, changes: Changes): void {
	const had = getOwnPropertyDescriptor(owner, key);
	if (had) setPrototypeOf(had, null);
	const done = to ? defineProperty(owner, key, to) : deleteProperty(owner, key);
	if (!done) throw new NativeError('a property is nailed down');
	changes.last = {owner, key, had, before: changes.last};
}

function giveBack({owner, key, had}: Undo): void {
	if (key === undefined) setPrototypeOf(owner, had as object | null);
	else if (had) defineProperty(owner, key, had as PropertyDescriptor);
	else deleteProperty(owner, key);
}
