/** For tests: `oidc-provider`, the certified OpenID provider, on a port, whose tokens a test can spoil. */
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type CryptoKey, decodeJwt, exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT} from 'jose';
import {Provider as OidcProvider} from 'oidc-provider';

export interface Tamper {
	readonly claims?: Readonly<Record<string, unknown>>;
	readonly key?: 'unpublished' | 'forged' | 'none';
}

export interface Provider {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** What is done to the next ID tokens. */
	tamper: Tamper | undefined;
	/** The old keys are worth nothing from now on. */
	changeKeys(): Promise<void>;
	stop(): Promise<void>;
	close(): Promise<void>;
}

interface Key {
	kid: string;
	private: CryptoKey;
	jwk: JWK;
}

export async function startProvider(redirect: string, signedOut: string): Promise<Provider> {
	const clientId = 'countersign';
	const clientSecret = 'a secret of this test only, long enough to be one';
	let key = await newKey();
	let provider: OidcProvider;
	const server = createServer((request, response) => {
		if (request.url?.startsWith('/token') && self.tamper) spoil(response, key, () => self.tamper);
		void provider.callback()(request, response);
	});
	await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const make = () =>
		new OidcProvider(issuer, {
			jwks: {keys: [key.jwk]},
			clients: [
				{
					client_id: clientId,
					client_secret: clientSecret,
					redirect_uris: [redirect],
					post_logout_redirect_uris: [signedOut],
				},
			],
			pkce: {required: () => true},
			claims: {openid: ['sub'], profile: ['name']},
			findAccount: (_, sub) => ({
				accountId: sub,
				claims: () => ({sub, name: sub, email: 'tom@harwellstone.example'}),
			}),
			cookies: {keys: ['of this test only']},
		});
	provider = make();
	let isOpen = true;
	const self: Provider = {
		issuer,
		clientId,
		clientSecret,
		tamper: undefined,
		async changeKeys() {
			key = await newKey();
			provider = make();
		},
		stop: () => {
			isOpen = false;
			return end(server);
		},
		close: async () => {
			if (isOpen) await end(server);
		},
	};
	return self;
}

async function newKey(): Promise<Key> {
	const {privateKey, publicKey} = await generateKeyPair('RS256', {extractable: true});
	const kid = crypto.randomUUID();
	return {
		kid,
		private: privateKey,
		jwk: {...(await exportJWK(privateKey)), ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256'},
	};
}

function end(server: Server): Promise<void> {
	server.closeAllConnections();
	return new Promise(done => server.close(() => done()));
}

/** Puts another ID token into the provider's own answer. */
function spoil(
	response: import('node:http').ServerResponse,
	key: Key,
	tamper: () => Tamper | undefined,
): void {
	const send = response.end.bind(response);
	response.end = ((body: unknown) => {
		const answer = JSON.parse(String(body)) as {id_token?: string};
		if (!answer.id_token) return send(body as string);
		void spoilt(answer.id_token, key, tamper() ?? {}).then(id_token => {
			const text = JSON.stringify({...answer, id_token});
			response.setHeader('content-length', Buffer.byteLength(text));
			send(text);
		});
		return response;
	}) as typeof response.end;
}

async function spoilt(token: string, key: Key, {claims, key: by}: Tamper): Promise<string> {
	const payload = {...decodeJwt(token), ...claims};
	if (by === 'none') return new UnsecuredJWT(payload).encode();
	const other = by === undefined ? key : await newKey();
	const kid = by === 'unpublished' ? other.kid : key.kid;
	return new SignJWT(payload).setProtectedHeader({alg: 'RS256', kid, typ: 'JWT'}).sign(other.private);
}
