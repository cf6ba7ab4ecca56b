/** An author at work: submits, has it approved, releases, captures; and remembers every answer it was given. */
import {signApproval} from '#lib/api/approval.ts';
import {HubError} from '#lib/api/client.ts';
import type {HoldView, Receipt} from '#lib/api/contract.ts';
import type {KnownHead} from '#lib/core/archive/verify-entry.ts';
import {verifyReceipt} from '#lib/core/archive/verify-receipt.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {verifyEd25519} from '../archive/log-key.ts';
import type {Connected} from '../client.ts';
import {account} from '../hub.fixture.ts';
import {beat, outboxOf, type Written} from '../outbox.fixture.ts';

export interface Worker {
	work: (goOn: () => boolean) => Promise<void>;
	/** What was answered lately is still so. Throws when it is not. */
	verify: () => Promise<void>;
	verifyAll: () => Promise<void>;
	acked: {holds: number; approved: number; released: number; receipts: number; retries: number};
}

interface Delivered {
	jws: string;
	n: number;
	/** Where the first receipt said it is. */
	index: number;
}

const states = ['held', 'approved', 'released', 'sent', 'archived'];

/** What an author has been told so far. */
interface Desk {
	author: Connected;
	reviewer: Connected;
	/** Digest of the rules. */
	policy: string;
	logKey: string;
	outbox: ReturnType<typeof outboxOf>;
	acked: Worker['acked'];
	/** Holds, and what was answered of each last. */
	seen: Map<string, string>;
	known: KnownHead | null;
	delivered: Delivered[];
}

export function createAuthor(author: Connected, reviewer: Connected, policy: string, logKey: string): Worker {
	const acked = {holds: 0, approved: 0, released: 0, receipts: 0, retries: 0};
	const outbox = outboxOf(author);
	const desk: Desk = {
		...{author, reviewer, policy, logKey, outbox, acked},
		...{seen: new Map(), known: null, delivered: []},
	};
	return {
		acked,
		async work(goOn) {
			while (goOn()) {
				const hold = await submit(desk);
				await approve(desk, hold);
				await capture(desk, hold, await release(desk, hold));
			}
		},
		verify: () => assertKept(desk, [...desk.seen].slice(-5), desk.delivered.slice(-1)),
		verifyAll: () => assertKept(desk, [...desk.seen], desk.delivered),
	};
}

/** A killed hub answers nothing; whoever asks comes again with the same request. */
async function insist<T>({acked}: Desk, ask: () => Promise<T>): Promise<T> {
	for (let wait = 30; ; wait = Math.min(500, wait * 2)) {
		try {
			return await ask();
		} catch (error) {
			if (!(error instanceof HubError) || (error.status !== 0 && error.status !== 503)) throw error;
			acked.retries += 1;
			await new Promise(resolve => setTimeout(resolve, wait));
		}
	}
}

function command(
	desk: Desk,
	who: Connected,
	id: string,
	body: Parameters<typeof who.client.call<'command'>>[1],
) {
	return insist(desk, () => who.client.call('command', body, {id}));
}

async function submit(desk: Desk): Promise<HoldView> {
	const draft = {...emptyDraft('x', 'post', account.id), text: `monthly finance ${crypto.randomUUID()}`};
	const request = {
		id: crypto.randomUUID(),
		draft: {...draft, media: [], unknown: [], poll: null},
		digest: digestOf(draft),
		policy: desk.policy,
		findings: [],
		context: {url: 'https://x.com/home'},
		note: '',
		until: Date.now() + 3_600_000,
	};
	const hold = await insist(desk, () => desk.author.client.call('submit', request));
	desk.acked.holds += 1;
	desk.seen.set(hold.id, 'held');
	return hold;
}

async function approve(desk: Desk, hold: HoldView): Promise<void> {
	const {reviewer} = desk;
	const claims = approvalClaims(hold, reviewer.enrolment.person.id, Date.now(), crypto.randomUUID());
	const statement = await signApproval(reviewer.key, reviewer.device, claims);
	await command(desk, reviewer, hold.id, {type: 'approve', statement});
	desk.acked.approved += 1;
	desk.seen.set(hold.id, 'approved');
}

async function release(desk: Desk, {id, digest}: HoldView): Promise<string> {
	const {token} = await command(desk, desk.author, id, {type: 'release', digest, gate: 'unmanaged'});
	desk.acked.released += 1;
	desk.seen.set(id, 'released');
	return (JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()) as {jti: string}).jti;
}

async function capture(desk: Desk, hold: HoldView, jti: string): Promise<void> {
	const {outbox, author, logKey} = desk;
	const sent = await outbox.write('interaction.sent', {
		...{release: jti, hold: hold.id, site: 'x', account: account.id, siteId: '19', url: ''},
		...{digest: hold.digest, observedBy: 'main', confirmed: true},
	});
	// Two that wait go together
	const lot = [sent, await outbox.write('heartbeat', beat)];
	const before = desk.known;
	for (const [i, receipt] of (await deliverLot(desk, lot)).entries()) {
		const {n, jws, digest} = lot[i]!;
		const record = {device: author.device, n, digest};
		// The log may only ever have grown since the last receipt: every kill is a chance to forget that
		desk.known = await verifyReceipt({receipt, record, logKey, known: before, verify: verifyEd25519});
		desk.delivered.push({jws, n, index: receipt.index});
		desk.acked.receipts += 1;
	}
	desk.seen.set(hold.id, 'archived');
}

async function deliverLot(desk: Desk, lot: readonly Written[]): Promise<Receipt[]> {
	const {author, known} = desk;
	const body = {n: lot[0]!.n, records: lot.map(({jws}) => jws), from: known?.size ?? 0};
	const reply = await insist(desk, () => author.client.call('putRecords', body, {device: author.device}));
	const {receipts, checkpoint, consistency} = reply;
	if (receipts.length < lot.length) throw new Error(`${receipts.length} receipts for ${lot.length} records`);
	return receipts.map(receipt => ({...receipt, checkpoint, consistency}));
}

async function assertKept(
	desk: Desk,
	holds: readonly [string, string][],
	delivered: readonly Delivered[],
): Promise<void> {
	for (const [id, answered] of holds) await assertState(desk, id, answered);
	for (const record of delivered) await assertOnce(desk, record);
}

async function assertState(desk: Desk, id: string, answered: string): Promise<void> {
	const {state} = await insist(desk, () => desk.author.client.call('hold', undefined, {id}));
	if (states.indexOf(state) < states.indexOf(answered))
		throw new Error(`lost: hold ${id} was answered as ${answered} and is ${state}`);
}

/** The same record again has the same place: neither lost nor doubled. */
async function assertOnce(desk: Desk, {jws, n, index}: Delivered): Promise<void> {
	const {client, device} = desk.author;
	const body = {record: jws, from: desk.known?.size ?? 0};
	const now = await insist(desk, () => client.call('putRecord', body, {device, n}));
	if (now.index !== index) throw new Error(`doubled: record ${n}, at ${index}, is now at ${now.index}`);
}
