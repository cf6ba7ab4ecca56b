import type {Account} from '#lib/api/contract.ts';
import {singleFlight} from '#lib/core/single-flight.ts';
import type {AuthorHold, CompiledPolicy, ReadyKnown} from '#lib/messaging/catalogue.ts';
import type {BroadcastEnvelope} from '#lib/messaging/send.ts';
import type {Knowledge} from './judge.ts';
import type {KitParts} from './kit.ts';
import type {Policy} from './policy.ts';

/** What this page has been told by the background. Everything in it may be missing, and missing holds. */
export interface Known extends Knowledge {
	policy: Policy | undefined;
	/** What a guarded account needs: the rules, and the author's holds on it. Never throws. */
	prepare(account: Account): Promise<void>;
	/** Asks again for what a missed broadcast may have said. Never throws. */
	recheck(): Promise<void>;
	hear(message: BroadcastEnvelope): void;
	/** Takes over a hold as the background has just told it. */
	learn(hold: AuthorHold): void;
}

/** `changed` is called after each answer, and after each question that nobody answered. */
export function createKnown(
	{
		desk,
		site,
		state,
		now,
		locked,
		selfTest,
	}: Pick<KitParts, 'desk' | 'site' | 'state' | 'now' | 'locked' | 'selfTest'>,
	openPolicy: (compiled: CompiledPolicy) => Policy,
	changed: () => void,
): Known {
	let policy: Policy | undefined;
	let holds = new Map<string, AuthorHold>();
	let account: string | undefined;
	let ready: ReadyKnown | undefined;
	const loadReady = singleFlight(() => quietly(askReady));
	const loadPolicy = singleFlight(() => quietly(askPolicy));
	const loadHolds = singleFlight(() => quietly(askHolds));

	return {
		get alive() {
			return desk.alive();
		},
		get locked() {
			return locked();
		},
		get passedBy() {
			return selfTest.isPassedBy();
		},
		get state() {
			return state.get();
		},
		get holds() {
			return [...holds.values()];
		},
		get now() {
			return now() + (state.get()?.clockOffset ?? 0);
		},
		/** Rules that are no longer in force judge nothing. */
		get policy() {
			return policy && policy.digest === state.get()?.policy ? policy : undefined;
		},
		get ready() {
			return ready;
		},
		prepare,
		recheck,
		hear,
		learn,
	};

	async function prepare({id}: Account): Promise<void> {
		const isOther = account !== id;
		account = id;
		if (isOther) {
			holds = new Map();
			ready = undefined;
		}
		const hasRules = policy !== undefined && policy.digest === state.get()?.policy;
		await Promise.all([
			hasRules ? undefined : loadPolicy(),
			isOther ? loadHolds() : undefined,
			isOther ? loadReady() : undefined,
		]);
	}

	async function recheck(): Promise<void> {
		await Promise.all([state.refresh(), loadHolds(), loadReady()]);
		await loadPolicy();
	}

	function hear(message: BroadcastEnvelope): void {
		if (message.broadcast === 'hold:changed') learn(message.content.hold);
		else if (message.broadcast === 'gate:witnessed') return;
		else if (message.content.what === 'holds') void loadHolds();
		else if (message.content.what === 'ready') void loadReady();
		else if (message.content.what === 'policy') void state.refresh().then(loadPolicy);
	}

	function learn(hold: AuthorHold): void {
		if (hold.account.site !== site.id || hold.account.id !== account) return;
		holds.set(hold.id, hold);
		changed();
	}

	async function askPolicy(): Promise<void> {
		const digest = state.get()?.policy;
		if (!digest || policy?.digest === digest) return;
		const reply = await desk.ask('policy:load', {digest});
		if (reply.ok && reply.policy.digest === state.get()?.policy) policy = openPolicy(reply.policy);
	}

	async function askHolds(): Promise<void> {
		if (!account) return;
		const asked = account;
		const reply = await desk.ask('hold:mine', {site: site.id, account: asked});
		if (reply.ok && asked === account) holds = new Map(reply.holds.map(hold => [hold.id, hold]));
	}

	/** What is not told again is not in use any more. */
	async function askReady(): Promise<void> {
		if (!account) return;
		const asked = account;
		const reply = await desk.ask('ready:list', {site: site.id, account: asked});
		if (asked === account) ready = reply.ok ? reply.ready : undefined;
	}

	async function quietly(run: () => Promise<void>): Promise<void> {
		try {
			await run();
		} catch {
			// What was known stays; the status line says what is missing.
		}
		changed();
	}
}
