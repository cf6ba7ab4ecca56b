/** Many browsers at once: each the extension's real background with a device key of its own, over real HTTP, without a window. */
import {policyEngine} from '#lib/adapters/engine.ts';
import {openTestDesk, type TestDesk} from '#lib/desk/desk.fixture.ts';
import {deskHandlers} from '#lib/desk/handlers.ts';
import type {Engine} from '#lib/desk/ports.ts';

export interface Member {
	name: string;
	location: string;
	code: string;
}

export interface Browser extends Member {
	desk: TestDesk;
	/** False: nothing about rules reaches it any more, the rest does. */
	getsRules: boolean;
	/** Closed, as a laptop is. */
	isOff: boolean;
}

export interface Fleet {
	browsers: readonly Browser[];
	/** Ends its lines. */
	close(): Promise<void>;
}

/** Milliseconds between two alarms of a browser (the real ones have a minute). */
const alarm = 60_000;

export async function openFleet(hub: string, members: readonly Member[]): Promise<Fleet> {
	const engine = compiledOnce();
	const browsers: Browser[] = [];
	const ending = new AbortController();
	for (const member of members) browsers.push(await enrolled(hub, member, {engine, ending}));
	const timers = browsers.map((browser, i) =>
		// Not all in the same moment
		setInterval(() => void (browser.isOff || browser.desk.tick()), alarm + (i % 50) * 100),
	);
	return {
		browsers,
		async close() {
			for (const timer of timers) clearInterval(timer);
			ending.abort();
		},
	};
}

async function enrolled(
	hub: string,
	member: Member,
	{engine, ending}: {engine: Engine; ending: AbortController},
): Promise<Browser> {
	const clock = {
		get now() {
			return Date.now();
		},
	};
	const reach: typeof fetch = (input, init = {}) => {
		const isLost = browser.isOff || (!browser.getsRules && String(input).includes('/v1/policy'));
		if (isLost) return Promise.reject(new TypeError('lost'));
		const signal = init.signal ? AbortSignal.any([init.signal, ending.signal]) : ending.signal;
		return fetch(input, {...init, signal});
	};
	const desk = openTestDesk({fetch: reach, clock, engine});
	const browser: Browser = {...member, desk, getsRules: true, isOff: false};
	desk.ports.around.later = (ms, work) => {
		const timer = setTimeout(() => ending.signal.aborted || work(), ms);
		timer.unref();
	};
	const {code} = member;
	const outcome = await deskHandlers(desk)['desk:enrol']({hub, code});
	if (!outcome.ok) throw new Error(`${member.name}: ${outcome.message}`);
	await desk.tick();
	return browser;
}

/** Two hundred browsers in one process compile the same rules once; elsewhere each has a processor of its own. */
function compiledOnce(): Engine {
	const engine = policyEngine();
	const compiled = new Map<string, Uint8Array>();
	return {
		...engine,
		compile(bundle) {
			const key = JSON.stringify(bundle);
			const known = compiled.get(key) ?? engine.compile(bundle);
			compiled.set(key, known);
			return known;
		},
	};
}
