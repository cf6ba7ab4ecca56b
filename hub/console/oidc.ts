/** The company's own sign-in: OpenID Connect, authorization code with PKCE. The protocol is `openid-client`'s. */
import * as client from 'openid-client';
import {Refused} from '../refused.ts';
import {oidcRefusal} from './oidc-refusal.ts';

export interface OidcSettings {
	/** Exactly as in its tokens. */
	issuer: string;
	clientId: string;
	clientSecret?: string;
}

/** Seconds by which the clocks of the hub and of the sign-in may differ. */
const clockDifference = 300;
/** Milliseconds for which what the sign-in says of itself is believed. Its keys are asked for at each sign-in. */
const metadataLife = 60 * 60_000;

export interface Begun {
	url: string;
	state: string;
	nonce: string;
	verifier: string;
}

export interface Identity {
	issuer: string;
	subject: string;
	name: string | undefined;
	idToken: string;
}

export interface Oidc {
	/** Throws `sign-in-away` when it does not answer. */
	begin(redirect: string): Promise<Begun>;
	/** `url`: where the browser came back to. Throws `Refused`: each kind of bad token with a code of its own. */
	finish(url: URL, begun: Omit<Begun, 'url'>): Promise<Identity>;
	/** Where to go on to so that this sign-in ends too; nothing if it has no such place. */
	signOut(idToken: string, back: string): Promise<string | undefined>;
}

export function openOidc(settings: OidcSettings, now: () => number): Oidc {
	let known: {at: number; metadata: client.ServerMetadata} | undefined;
	// Made anew each time, so that no key is remembered: a key that was withdrawn is worth nothing from then on
	const configuration = async () => {
		if (!known || now() - known.at > metadataLife) known = {at: now(), metadata: await discover(settings)};
		return configured(settings, known.metadata, now);
	};
	return {
		begin: redirect => configuration().then(config => begin(config, redirect)),
		finish: (url, begun) => configuration().then(config => finish(config, url, begun, now)),
		async signOut(idToken, back) {
			const config = await configuration();
			if (!config.serverMetadata().end_session_endpoint) return;
			const parameters = {id_token_hint: idToken, post_logout_redirect_uri: back};
			return client.buildEndSessionUrl(config, parameters).href;
		},
	};
}

async function discover({issuer, clientId}: OidcSettings): Promise<client.ServerMetadata> {
	const execute = isLoopback(issuer) ? [client.allowInsecureRequests] : [];
	try {
		const config = await client.discovery(new URL(issuer), clientId, undefined, undefined, {execute});
		return config.serverMetadata();
	} catch (cause) {
		const refused = new Refused(
			503,
			'sign-in-away',
			"Your company's sign-in does not answer. Try again soon.",
		);
		refused.cause = cause;
		throw refused;
	}
}

function configured(
	{issuer, clientId, clientSecret}: OidcSettings,
	metadata: client.ServerMetadata,
	now: () => number,
): client.Configuration {
	const clocks = {
		[client.clockSkew]: Math.round((now() - Date.now()) / 1000),
		[client.clockTolerance]: clockDifference,
	};
	const auth = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
	const config = new client.Configuration(metadata, clientId, clocks, auth);
	if (isLoopback(issuer)) client.allowInsecureRequests(config);
	// Not only the connection: the token itself has to be signed by a key the sign-in publishes
	client.enableNonRepudiationChecks(config);
	return config;
}

/** Plain HTTP is for tests and trials on one machine only. */
function isLoopback(issuer: string): boolean {
	return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname);
}

async function begin(config: client.Configuration, redirect_uri: string): Promise<Begun> {
	const verifier = client.randomPKCECodeVerifier();
	const [state, nonce] = [client.randomState(), client.randomNonce()];
	const url = client.buildAuthorizationUrl(config, {
		redirect_uri,
		scope: 'openid profile',
		code_challenge: await client.calculatePKCECodeChallenge(verifier),
		code_challenge_method: 'S256',
		state,
		nonce,
	});
	return {url: url.href, state, nonce, verifier};
}

async function finish(
	config: client.Configuration,
	url: URL,
	{state, nonce, verifier}: Omit<Begun, 'url'>,
	now: () => number,
): Promise<Identity> {
	const tokens = await client
		.authorizationCodeGrant(config, url, {
			pkceCodeVerifier: verifier,
			expectedState: state,
			expectedNonce: nonce,
			idTokenExpected: true,
		})
		.catch(error => {
			throw oidcRefusal(error);
		});
	const claims = tokens.claims()!;
	if (Math.abs(claims.iat - now() / 1000) > clockDifference) throw oidcRefusal('clocks');
	const name = typeof claims.name === 'string' ? claims.name : undefined;
	return {issuer: claims.iss, subject: claims.sub, name, idToken: tokens.id_token!};
}
