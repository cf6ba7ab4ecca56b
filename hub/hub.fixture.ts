/** For tests: a whole hub without a port, on a real database and disk, whose clock the test holds. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {FastifyInstance} from 'fastify';
import {decodeJwt} from 'jose';
import {signApproval} from '#lib/api/approval.ts';
import type {Account, HoldView, SubmitRequest} from '#lib/api/contract.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import {packSchema} from '#lib/core/policy/pack.schema.ts';
import {ruleSchema} from '#lib/core/policy/rule.schema.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {type Connected, enrol, setUp} from './client.ts';
import type {Deps} from './deps.ts';
import {applyRoles, makeCode} from './identity/invites.ts';
import {addPerson} from './identity/people.ts';
import {type HubOptions, openHub} from './open-hub.ts';

export const start = Date.UTC(2026, 10, 21, 10, 12);
export const minute = 60_000;

export const account: Account = {
	site: 'x',
	id: '1700000000000000001',
	handle: 'HarwellStoneLeeds',
	name: 'Harwell & Stone Leeds',
	location: 'group/north/leeds',
	gate: 'any',
	blind: 'closed',
};

const company = {
	profile: 'uk-dealer',
	legalName: 'Harwell & Stone Motors Ltd',
	statusLine: 'Harwell & Stone Motors Ltd is a credit broker, not a lender.',
	address: '1 Example Way, Leeds LS1 1AA',
	phones: [],
	emails: [],
	domains: ['harwellstone.example'],
	staff: [],
	competitors: [],
	lenders: [],
};

function rule(id: string, severity: 'block' | 'review', words: string) {
	return ruleSchema.parse({
		id,
		title: words,
		severity,
		message: `Nobody can say "${words}".`,
		source: 'House rule',
		why: 'Not everybody gets it.',
		detect: [{find: [words]}],
		examples: {flags: [`We have [${words}] today.`], passes: ['Good morning, Leeds.']},
	});
}

/** Two rules: one that needs a second person, one that needs a change. */
export function bundle(...more: ReturnType<typeof rule>[]) {
	const head = packSchema.parse({
		id: 'house',
		title: 'House rules',
		version: '1.0.0',
		from: '2026-01-01',
		to: '2027-12-31',
		minimumEngine: 1,
		profiles: ['uk-dealer'],
	});
	const rules = [
		rule('HSE-01', 'review', 'monthly finance'),
		rule('HSE-02', 'block', 'guaranteed finance'),
		...more,
	];
	return {v: 1, company, packs: [{...head, rules}], workflow: {secondPerson: 'findings'}};
}

export const strictRule = () => rule('HSE-03', 'review', 'weekend offer');

export interface TestHub {
	deps: Deps;
	/** Its folder. */
	data: string;
	app: FastifyInstance;
	clock: {now: number};
	/** For clients of this hub, which listens on no port. */
	fetch: typeof fetch;
	helen: Connected;
	/** The digest of the rules in force. */
	policy: () => Promise<string>;
	hire: (name: string, ...roles: RoleAt[]) => Promise<Connected>;
	/** Stops and starts on the same data: what a crash would leave. */
	restart: () => Promise<void>;
	close: () => Promise<void>;
}

/** Opened for business: an admin (Helen), one account at Leeds, the house rules. */
export async function openTestHub(
	databaseUrl?: string,
	more: Partial<HubOptions> = {},
	from = start,
): Promise<TestHub> {
	const data = mkdtempSync(join(tmpdir(), 'countersign-hub-'));
	const clock = {now: from};
	const open = () =>
		openHub({
			...{data, now: () => clock.now, publicUrl: 'http://hub.example', ...more},
			...(databaseUrl && {databaseUrl}),
		});
	let hub = await open();
	const reach = {
		url: 'http://hub.example',
		fetch: fetchBy(() => hub.app),
		now: () => clock.now,
	};
	const helen = await setUp(reach, hub.setupCode!, {organisation: 'Harwell & Stone', name: 'Helen Marsh'});
	await helen.client.call('registerAccount', account);
	await helen.client.call('publishPolicy', {bundle: bundle()});
	return {
		get deps() {
			return hub.deps;
		},
		get app() {
			return hub.app;
		},
		data,
		clock,
		fetch: reach.fetch,
		helen,
		policy: async () => (await hub.deps.rules.current(hub.deps.store.db))!.digest,
		async hire(name, ...roles) {
			return enrol(reach, await invited(hub.deps, helen.enrolment.person.id, name, roles), name);
		},
		async restart() {
			await hub.close();
			hub = await open();
		},
		async close() {
			await hub.close();
			rmSync(data, {recursive: true, force: true});
		},
	};
}

/** As two admins would have done it, however many there are. */
async function invited(deps: Deps, by: string, name: string, roles: readonly RoleAt[]): Promise<string> {
	return deps.store.write(async trx => {
		const id = deps.id();
		await addPerson(trx, id, name, deps.now());
		await applyRoles(trx, deps, {by, approvedBy: null}, {id, roles: []}, roles);
		return (await makeCode(trx, deps, by, id)).code;
	});
}

/** `fetch` for a hub that listens on no port. */
export function fetchBy(app: () => FastifyInstance): typeof fetch {
	return async (input, init = {}) => {
		const {pathname, search} = new URL(String(input));
		const reply = await app().inject({
			method: (init.method ?? 'GET') as 'GET',
			url: pathname + search,
			headers: init.headers as Record<string, string>,
			...(init.body && {
				payload: typeof init.body === 'string' ? init.body : Buffer.from(init.body as Uint8Array),
			}),
		});
		const body = [204, 304].includes(reply.statusCode) ? null : new Uint8Array(reply.rawPayload);
		return new Response(body, {
			status: reply.statusCode,
			headers: reply.headers as Record<string, string>,
		});
	};
}

export const text = 'Drive away with monthly finance from £239.05 at Leeds.';

export function draft(change: Partial<Draft> = {}): Draft {
	return {...emptyDraft('x', 'post', account.id), text, ...change};
}

let holds = 0;

/** A submission as the extension makes it. */
export async function submission(hub: TestHub, change: Partial<SubmitRequest> = {}): Promise<SubmitRequest> {
	const content = change.draft ?? {...draft(), media: [], unknown: [], poll: null};
	return {
		id: `hold-${++holds}`,
		draft: content,
		digest: digestOf(content),
		policy: await hub.policy(),
		findings: [],
		context: {url: 'https://x.com/home'},
		note: '',
		until: hub.clock.now + 8 * 60 * minute,
		...change,
	};
}

/** What the reviewer's popup does: sign what is shown. */
export async function approve(hub: TestHub, reviewer: Connected, hold: HoldView, jti = `jti-${++holds}`) {
	const claims = approvalClaims(hold, reviewer.enrolment.person.id, hub.clock.now, jti);
	const statement = await signApproval(reviewer.key, reviewer.device, claims);
	return reviewer.client.call('command', {type: 'approve', statement}, {id: hold.id});
}

/** An author's items, and what becomes of them with a reviewer at hand. */
export function writing(hub: TestHub, author: Connected, reviewer: Connected) {
	async function write(text: string) {
		const content = {...draft({text}), media: [], unknown: [], poll: null};
		return author.client.call('submit', await submission(hub, {draft: content}));
	}

	/** Approved, released and reported as on the site. */
	async function sent(text: string, siteId: string) {
		const hold = await write(text);
		await approve(hub, reviewer, hold);
		const at = {id: hold.id};
		const release = {type: 'release', digest: hold.digest, gate: 'unmanaged'} as const;
		const {token} = await author.client.call('command', release, at);
		const what = {siteId, url: `https://x.com/h/status/${siteId}`, digest: hold.digest};
		await author.client.call('command', {type: 'sent', release: decodeJwt(token!).jti!, ...what}, at);
	}

	return {write, approved: async (text: string) => approve(hub, reviewer, await write(text)), sent};
}

/** The code of the refusal, or what was answered instead. */
export async function refusal(answer: Promise<unknown>): Promise<unknown> {
	return answer.then(
		value => ({answered: value}),
		error => (error as {code?: string}).code ?? error,
	);
}
