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

export function createAuthor(author: Connected, reviewer: Connected, policy: string, logKey: string): Worker {
	const acked = {holds: 0, approved: 0, released: 0, receipts: 0, retries: 0};
	const seen = new Map<string, string>();
	const outbox = outboxOf(author);
	let known: KnownHead | null = null;
	const delivered: Delivered[] = [];

	/** A killed hub answers nothing; whoever asks comes again with the same request. */
	async function insist<T>(ask: () => Promise<T>): Promise<T> {
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

	const command = (who: Connected, id: string, body: Parameters<typeof who.client.call<'command'>>[1]) =>
		insist(() => who.client.call('command', body, {id}));

	async function submit(): Promise<HoldView> {
		const draft = {...emptyDraft('x', 'post', account.id), text: `monthly finance ${crypto.randomUUID()}`};
		const request = {
			id: crypto.randomUUID(),
			draft: {...draft, media: [], unknown: [], poll: null},
			digest: digestOf(draft),
			policy,
			findings: [],
			context: {url: 'https://x.com/home'},
			note: '',
			until: Date.now() + 3_600_000,
		};
		const hold = await insist(() => author.client.call('submit', request));
		acked.holds += 1;
		seen.set(hold.id, 'held');
		return hold;
	}

	async function approve(hold: HoldView): Promise<void> {
		const claims = approvalClaims(hold, reviewer.enrolment.person.id, Date.now(), crypto.randomUUID());
		const statement = await signApproval(reviewer.key, reviewer.device, claims);
		await command(reviewer, hold.id, {type: 'approve', statement});
		acked.approved += 1;
		seen.set(hold.id, 'approved');
	}

	async function release(hold: HoldView): Promise<string> {
		const {token} = await command(author, hold.id, {type: 'release', digest: hold.digest, gate: 'unmanaged'});
		acked.released += 1;
		seen.set(hold.id, 'released');
		return (JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()) as {jti: string}).jti;
	}

	async function capture(hold: HoldView, jti: string): Promise<void> {
		const sent = await outbox.write('interaction.sent', {
			release: jti,
			hold: hold.id,
			site: 'x',
			account: account.id,
			siteId: '19',
			url: '',
			digest: hold.digest,
			observedBy: 'main',
			confirmed: true,
		});
		// Two that wait go together
		const lot = [sent, await outbox.write('heartbeat', beat)];
		const before = known;
		for (const [i, receipt] of (await deliverLot(lot)).entries()) {
			const {n, jws, digest} = lot[i]!;
			const record = {device: author.device, n, digest};
			// The log may only ever have grown since the last receipt: every kill is a chance to forget that
			known = await verifyReceipt({receipt, record, logKey, known: before, verify: verifyEd25519});
			delivered.push({jws, n, index: receipt.index});
			acked.receipts += 1;
		}
		seen.set(hold.id, 'archived');
	}

	async function deliverLot(lot: readonly Written[]): Promise<Receipt[]> {
		const body = {n: lot[0]!.n, records: lot.map(({jws}) => jws), from: known?.size ?? 0};
		const reply = await insist(() => author.client.call('putRecords', body, {device: author.device}));
		const {receipts, checkpoint, consistency} = reply;
		if (receipts.length < lot.length)
			throw new Error(`${receipts.length} receipts for ${lot.length} records`);
		return receipts.map(receipt => ({...receipt, checkpoint, consistency}));
	}

	const deliver = (record: string, n: number): Promise<Receipt> =>
		insist(() =>
			author.client.call('putRecord', {record, from: known?.size ?? 0}, {device: author.device, n}),
		);

	async function assertState(id: string, answered: string): Promise<void> {
		const {state} = await insist(() => author.client.call('hold', undefined, {id}));
		if (states.indexOf(state) < states.indexOf(answered))
			throw new Error(`lost: hold ${id} was answered as ${answered} and is ${state}`);
	}

	/** The same record again has the same place: neither lost nor doubled. */
	async function assertOnce({jws, n, index}: Delivered): Promise<void> {
		const now = await deliver(jws, n);
		if (now.index !== index) throw new Error(`doubled: record ${n}, at ${index}, is now at ${now.index}`);
	}

	return {
		acked,
		async work(goOn) {
			while (goOn()) {
				const hold = await submit();
				await approve(hold);
				await capture(hold, await release(hold));
			}
		},
		async verify() {
			for (const [id, answered] of [...seen].slice(-5)) await assertState(id, answered);
			const last = delivered.at(-1);
			if (last) await assertOnce(last);
		},
		async verifyAll() {
			for (const [id, answered] of seen) await assertState(id, answered);
			for (const record of delivered) await assertOnce(record);
		},
	};
}
