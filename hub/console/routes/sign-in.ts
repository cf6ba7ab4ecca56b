import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type * as z from 'zod';
import {signInRefusals} from '#lib/api/console/refusals.ts';
import {type signInEndpoints as Endpoints, signInEndpoints} from '#lib/api/console.ts';
import type {Deps} from '../../deps.ts';
import {addRoute, type RouteForm} from '../../http/define.ts';
import {organisationOf} from '../../identity/organisation.ts';
import {Refused} from '../../refused.ts';
import {setCookie} from '../cookies.ts';
import {enterByIdentity, enterByNewPasskey, enterByPasskey} from '../enter.ts';
import {nameBehind} from '../entry.ts';
import {assertOwnPage, consoleOrigin} from '../origin.ts';
import {newPasskeyOptions, passkeyOptions, verifyNewPasskey} from '../passkeys.ts';
import {begin, take} from '../pending.ts';

type Call = keyof typeof Endpoints;
type Body<K extends Call> = (typeof Endpoints)[K] extends {request: infer S extends z.ZodType}
	? z.output<S>
	: undefined;
interface Input<K extends Call> {
	body: Body<K>;
	request: FastifyRequest;
	reply: FastifyReply;
}

const back = '/console/sign-in/oidc/back';
/** Of one address in a minute: nobody signs in faster. */
const rateLimit = {max: 60, timeWindow: 60_000};

/** How somebody comes to a session: a passkey, or the company's own sign-in. Never both in one firm. */
export function signInRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	const on = <K extends Call>(name: K, handler: (input: Input<K>) => Promise<unknown>) =>
		addRoute(
			app,
			`console-${name}`,
			signInEndpoints[name] as RouteForm,
			{config: {auth: 'none', rateLimit} as object},
			async input => {
				const parsed = input as Input<K>;
				assertOwnPage(parsed.request, deps);
				return handler(parsed);
			},
		);

	on('howToSignIn', async () => {
		const organisation = await organisationOf(store.db);
		return {how: how(deps), isSetUp: organisation !== undefined, organisation: organisation?.name ?? null};
	});
	passkeyRoutes(deps, on);
	on('beginOidc', async ({body, reply}) => {
		if (!deps.oidc) throw otherWay();
		if (body.entry) await nameBehind(store.db, body.entry, now());
		const {url, ...begun} = await deps.oidc.begin(consoleOrigin(deps) + back);
		await begin(deps, reply, {kind: 'oidc', entry: body.entry ?? null, ...begun});
		return {url};
	});
	app.get(back, {config: {auth: 'none'}, schema: {hide: true}}, async (request, reply) =>
		reply.redirect(await comeBack(deps, request, reply), 303),
	);
}

type On = <K extends Call>(name: K, handler: (input: Input<K>) => Promise<unknown>) => void;

function passkeyRoutes(deps: Deps, on: On): void {
	const {store, now} = deps;
	on('beginPasskey', async ({body: {entry, label}, reply}) => {
		assertPasskeys(deps);
		const options = await newPasskeyOptions(deps, await nameBehind(store.db, entry, now()), deps.id());
		await begin(deps, reply, {kind: 'passkey-new', challenge: options.challenge, entry, label});
		return options;
	});
	on('finishPasskey', async ({body, request, reply}) => {
		const {challenge, entry, label} = await take(deps, request, reply, 'passkey-new');
		const credential = await verifyNewPasskey(deps, body.credential, challenge);
		const {person, secret} = await enterByNewPasskey(deps, credential, {entry, label});
		setCookie(reply, 'session', secret);
		return {person};
	});
	on('askPasskey', async ({reply}) => {
		assertPasskeys(deps);
		const options = await passkeyOptions(deps);
		await begin(deps, reply, {kind: 'passkey', challenge: options.challenge});
		return options;
	});
	on('answerPasskey', async ({body, request, reply}) => {
		const {challenge} = await take(deps, request, reply, 'passkey');
		const {person, secret} = await enterByPasskey(deps, body.credential, challenge);
		setCookie(reply, 'session', secret);
		return {person};
	});
}

/** The browser came back from the company's sign-in: where it goes on to, with or without a session. */
async function comeBack(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<string> {
	try {
		const {entry, ...begun} = await take(deps, request, reply, 'oidc');
		if (!deps.oidc) throw otherWay();
		const identity = await deps.oidc.finish(new URL(request.url, consoleOrigin(deps)), begun);
		const {secret} = await enterByIdentity(deps, identity, entry);
		setCookie(reply, 'session', secret);
		return '/console/';
	} catch (error) {
		// Only codes: nothing of what came back is ever shown
		if (!(error instanceof Refused) || !(error.code in signInRefusals)) throw error;
		request.log.warn({err: error.cause ?? error}, 'sign-in refused');
		return `/console/?refused=${error.code}`;
	}
}

const how = ({oidc}: Deps) => (oidc ? ('oidc' as const) : ('passkey' as const));
const otherWay = () =>
	new Refused(403, 'other-way', 'Your company signs in another way. Load this page again.');

function assertPasskeys(deps: Deps): void {
	if (how(deps) !== 'passkey') throw otherWay();
}
