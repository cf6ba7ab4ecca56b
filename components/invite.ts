/** What an invitation says, however it was handed over. */
export interface Invite {
	hub: string;
	code: string;
}

/** `https://hub.example.com/enrol#CODE`, as the hub hands it out; anything else is taken as a code. */
export function readInvite(pasted: string, hub: string): Invite {
	const text = pasted.trim();
	const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
	if (!url || url.hash.length < 2) return {hub, code: text};
	return {hub: url.origin, code: decodeURIComponent(url.hash.slice(1))};
}

/** From our own address: `#hub=…&code=…`, or `#invite=…` with a whole link. */
export function inviteInHash(hash: string): Invite {
	const params = new URLSearchParams(hash.replace(/^#/, ''));
	const link = params.get('invite');
	if (link !== null) return readInvite(link, '');
	return {hub: params.get('hub') ?? '', code: params.get('code') ?? ''};
}

/** The match pattern of a hub that needs the person's permission first; loopback has it from the start (docs/adr/0070). */
export function originToAllow(hub: string): string | undefined {
	const url = URL.parse(/^https?:\/\//i.test(hub) ? hub : `https://${hub}`);
	return url?.protocol === 'https:' ? `https://${url.hostname}/*` : undefined;
}
