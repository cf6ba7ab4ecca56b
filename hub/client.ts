/** A device in Node: for `npm start`, tests and admins' scripts. Its key lives in this process only. */
import {type CryptoKey, generateKeyPair} from 'jose';
import {createClient, type HubClient, publicPart} from '#lib/api/client.ts';
import type {Enrolment, PublicKey} from '#lib/api/contract.ts';

export interface NodeDevice {
	/** Private half. */
	key: CryptoKey;
	public: PublicKey;
	/** RFC 7638 thumbprint. */
	device: string;
}

export interface Connected extends NodeDevice {
	enrolment: Enrolment;
	client: HubClient;
}

interface Hub {
	url: string;
	fetch?: typeof fetch;
	now?: () => number;
}

export async function newDevice(): Promise<NodeDevice> {
	const {privateKey, publicKey} = await generateKeyPair('ES256', {extractable: true});
	const {key, device} = await publicPart(publicKey);
	return {key: privateKey, public: key, device};
}

/** The first start: makes the organisation, and its first admin on this device. `link` is what the hub printed. */
export async function setUp(
	hub: Hub,
	link: string,
	{organisation, name, label = 'admin'}: {organisation: string; name: string; label?: string},
): Promise<Connected> {
	const device = await newDevice();
	const request = {code: codeOf(link), organisation, name, key: device.public, label};
	return connect(hub, device, await createClient(hub).call('setup', request));
}

/** Connects this device to the person for whom the invite was made. */
export async function enrol(hub: Hub, link: string, label = 'node'): Promise<Connected> {
	const device = await newDevice();
	const request = {code: codeOf(link), key: device.public, label};
	return connect(hub, device, await createClient(hub).call('enrol', request));
}

function connect(hub: Hub, device: NodeDevice, enrolment: Enrolment): Connected {
	const {key, device: id} = device;
	return {...device, enrolment, client: createClient({...hub, key, device: id})};
}

/** The code of a link (`…/enrol#code`), or the code itself. */
function codeOf(link: string): string {
	return link.slice(link.indexOf('#') + 1);
}
