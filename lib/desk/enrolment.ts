/** How a browser becomes one of the organisation's devices, and stops being one. */
import type {JWK} from 'jose';
import {publicPart} from '#lib/api/client.ts';
import type {Enrolment, HubInfo, HubKeys} from '#lib/api/contract.ts';
import {verifyCertificate} from '#lib/api/verify-release.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Outcome, Refused} from '#lib/messaging/catalogue.ts';
import {outcomeOf, refused} from './outcome.ts';
import type {Enrolled, Managed, Ports} from './ports.ts';

/** Makes a device key, trades the invite code for a certificate, pins the organisation's keys. */
export function enrol(ports: Ports, typed: {hub: string; code: string}): Promise<Outcome<object>> {
	return outcomeOf(async () => {
		const managed = await ports.managed();
		const url = hubAddress(managed.hub ?? typed.hub);
		const problem = await cannotEnrol(ports, url);
		if (problem || !url) return problem ?? badAddress;
		const hub = ports.hub(url);
		const info = await hub.call('info');
		const pinned = pinProblem(info, managed);
		if (pinned) return pinned;
		const {privateKey, publicKey} = await ports.newKey();
		const {key, device} = await publicPart(publicKey);
		const enrolment = await hub.call('enrol', {code: typed.code.trim(), key, label: ports.browser});
		const wrong = await enrolmentProblem(enrolment, device, info.keys);
		if (wrong) return wrong;
		await keep(ports, {...enrolment, hubUrl: url, key: privateKey, at: ports.now()}, info.now - ports.now());
		return {ok: true};
	});
}

/**
 * Accounts first: a browser that is enrolled but does not know which accounts are the company's would guard none of
 * them. If they cannot be read, nothing is stored, and the person asks for another code.
 */
async function keep(ports: Ports, enrolled: Enrolled, clockOffset: number): Promise<void> {
	const {hubUrl, key, device, person, organisation, keys, certificate, at} = enrolled;
	const {accounts, stops = []} = await ports.hub(hubUrl, {key, device, clockOffset}).call('me');
	await ports.stores.set('accounts', accounts);
	await ports.stores.set('stops', stops);
	await ports.stores.set('clockOffset', clockOffset);
	await ports.stores.set('enrolled', {hubUrl, device, key, person, organisation, keys, certificate, at});
}

const badAddress = refused(
	'bad-address',
	'Enter the hub’s address as you got it, for example https://hub.example.com.',
);

/** An origin: https anywhere, http only on this machine. */
export function hubAddress(typed: string): string | undefined {
	const text = typed.trim();
	const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	if (!url || url.username || url.password) return;
	const isLocal = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
	return url.protocol === 'https:' || isLocal ? url.origin : undefined;
}

async function cannotEnrol(ports: Ports, url: string | undefined): Promise<Refused | undefined> {
	if (!url) return badAddress;
	if (await ports.stores.get('enrolled'))
		return refused('enrolled', 'This browser is enrolled already. Leave the organisation first.');
	return;
}

/** An administrator can fix who the hub must be; then a look-alike hub gets nobody. */
function pinProblem(info: HubInfo, {organisation, keys = {}}: Managed): Refused | undefined {
	if (organisation !== undefined && info.organisation?.id !== organisation)
		return refused(
			'other-organisation',
			'This hub belongs to another organisation than your company’s settings name.',
		);
	const found = {directory: info.keys.directory.x, hub: info.keys.hub.x, log: info.keys.log};
	const differs = (['directory', 'hub', 'log'] as const).some(
		name => keys[name] !== undefined && keys[name] !== found[name],
	);
	if (differs)
		return refused(
			'other-keys',
			'This hub’s keys are not the ones in your company’s settings. Tell your admin.',
		);
	return;
}

async function enrolmentProblem(
	enrolment: Enrolment,
	device: string,
	keys: HubKeys,
): Promise<Refused | undefined> {
	const wrong = refused(
		'bad-certificate',
		'The hub’s answer does not fit its own keys. Nothing was stored. Tell your admin.',
	);
	if (enrolment.device !== device || canonicalJson(enrolment.keys) !== canonicalJson(keys)) return wrong;
	try {
		const certificate = await verifyCertificate(enrolment.certificate, keys.directory as JWK);
		if (certificate.device === device && certificate.person === enrolment.person.id) return;
	} catch {
		return wrong;
	}
	return wrong;
}

/** Forgets key and caches. Refused while a record has not arrived: only this key can deliver it. */
export async function unenrol(ports: Ports): Promise<Outcome<object>> {
	const {waiting, quarantined} = await ports.stores.countRecords();
	if (waiting + quarantined > 0)
		return refused(
			'records-waiting',
			'Some records have not reached the archive yet. Try again when you are online.',
		);
	const open = await ports.stores.unsettledReleases();
	if (open.length > 0)
		return refused('releases-open', 'A post is still on its way. Try again in a few minutes.');
	await ports.stores.clear();
	return {ok: true};
}
