/** The whole of Countersign on this machine: hub, sandbox sites, an enrolled browser for each person. */
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {generateKeyPair} from 'jose';
import {loadPacks} from '#hub/policy-files.ts';
import {type RunningHub, startHub} from '#hub/server.ts';
import {type ClientOptions, createClient, type HubClient, publicPart} from '#lib/api/client.ts';
import {startSandbox} from '#sandbox/server.ts';
import {builtExtension} from './build.ts';
import {accounts, company, helen, type Member, organisation} from './cast.ts';
import {type LaunchOptions, launchChromium} from './chromium.ts';
import {sandboxControl} from './sandbox-control.ts';
import {type Seat, takeSeat} from './seat.ts';
import {tapHub} from './tap.ts';

export interface StageOptions {
	/** Data of the hub, profiles of the browsers. */
	folder: string;
	headless: boolean;
	hubPort?: number;
	/** The hub's clock; this machine's unless said. */
	now?: () => number;
	/** More for the hub's workflow than `secondPerson`. */
	workflow?: Record<string, unknown>;
	say?: (line: string) => void;
}

export interface SeatOptions extends Pick<LaunchOptions, 'colorScheme' | 'flags' | 'zone'> {
	/** Another build than this one. */
	extension?: string;
	/** A second browser of the same person. */
	place?: string;
	/** Reaches the hub through a wire-tap that keeps what it sends. */
	isTapped?: boolean;
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** A first start as a company would do it: one-time setup link, accounts, policy, invites. Nothing goes round the API. */
export async function openStage({folder, headless, hubPort = 0, now = Date.now, ...more}: StageOptions) {
	const {say = () => {}, workflow = {}} = more;
	const extension = builtExtension(say);
	const data = join(folder, 'hub');
	mkdirSync(data, {recursive: true});
	say('Starting the hub and the sandbox sites …');
	let hub = await startHub({data, port: hubPort, now});
	const sandbox = await startSandbox();
	const admin = await setUp(hub);
	await openFor(admin, workflow);
	const seats: Seat[] = [];
	const wire = await tapHub(() => hub.url);

	return {
		data,
		admin,
		extension,
		sandbox,
		site: sandboxControl(sandbox.controlPort),
		/** What the tapped browsers have sent to the hub. */
		tapped: wire.tapped,
		/** The tapped browsers' requests to these paths reach the hub so many milliseconds later. */
		slowHub: wire.slow,
		/** Whoever has enrolled so far. */
		seats: seats as readonly Seat[],
		hubUrl: () => hub.url,
		async enrol(member: Member, {place = '', isTapped = false, ...own}: SeatOptions = {}): Promise<Seat> {
			const invite = await admin.call('invite', {person: {name: member.name}, roles: member.roles});
			const profile = join(folder, 'profiles', `${member.name.toLowerCase().replaceAll(' ', '-')}${place}`);
			const context = await launchChromium({profile, extension, sandbox, headless, ...own});
			const seat = await takeSeat(context, {
				name: member.name,
				hub: isTapped ? wire.url : hub.url,
				code: invite.code,
			});
			seats.push(seat);
			return seat;
		},
		consoleLink: (member: Member) => consoleLink(admin, member),
		/** As pulling the plug would not: connections end, the data stays. */
		stopHub: () => hub.close(),
		async startHubAgain() {
			hub = await startHub({data, port: Number(new URL(hub.url).port), now});
		},
		async close() {
			await Promise.all(seats.map(({context}) => context.close()));
			await wire.close();
			await hub.close();
			await sandbox.close();
		},
	};
}

async function setUp(hub: RunningHub): Promise<HubClient> {
	if (!hub.setupLink) throw new Error('this hub was set up before: its folder is not empty');
	const {privateKey, publicKey} = await generateKeyPair('ES256', {extractable: true});
	const {key, device} = await publicPart(publicKey);
	// Compiling the rules takes its time where other work is going on
	const options: ClientOptions = {url: hub.url, timeout: 60_000};
	const code = new URL(hub.setupLink).hash.slice(1);
	await createClient(options).call('setup', {code, organisation, name: helen.name, key, label: 'admin'});
	return createClient({...options, key: privateKey, device});
}

/** Opens the company for business: its accounts, its rules. */
async function openFor(admin: HubClient, more: Record<string, unknown>) {
	for (const account of accounts) await admin.call('registerAccount', account);
	const packs = loadPacks('policies').filter(pack => pack.profiles.includes(company.profile));
	const workflow = {secondPerson: 'findings' as const, ...more};
	await admin.call('publishPolicy', {bundle: {v: 1, company, packs, workflow}});
}

/** With which this person's browser opens the console; of the admin who set the hub up, another browser. */
async function consoleLink(admin: HubClient, {name, roles}: Member): Promise<string> {
	const known = (await admin.call('people')).find(person => person.name === name);
	const person = known ? {id: known.id} : {name};
	return (await admin.call('invite', {person, roles})).url;
}
