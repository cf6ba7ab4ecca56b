import {randomBytes} from 'node:crypto';
import {FACEBOOK_PERSON, type FacebookActor} from '#sandbox/seed.ts';
import type {Exchange} from '../http.ts';

export interface FacebookSession {
	person: FacebookActor;
	/** Who acts: the page in `i_user`, else the person. */
	actor: FacebookActor;
	setCookies: string[];
}

const FLAGS = 'Domain=.facebook.com; Path=/; Secure; SameSite=None';

export function sessionOf(exchange: Exchange): FacebookSession | undefined {
	const {c_user: person, i_user: page, xs} = exchange.cookies;
	if (person !== FACEBOOK_PERSON.id || !xs) return undefined;
	const actor = actorOf(exchange, page ?? person);
	return actor && {person: FACEBOOK_PERSON, actor, setCookies: []};
}

/** A browser without a session is signed in; it acts as `i_user` if set, else as the first seeded actor. */
export function sessionOrNew(exchange: Exchange): FacebookSession {
	const existing = sessionOf(exchange);
	if (existing) return existing;
	const wanted = exchange.cookies.i_user ?? exchange.world.facebook.mayActAs[0]!;
	const actor = actorOf(exchange, wanted) ?? FACEBOOK_PERSON;
	return {
		person: FACEBOOK_PERSON,
		actor,
		setCookies: [
			`c_user=${FACEBOOK_PERSON.id}; ${FLAGS}; Max-Age=31536000`,
			`xs=${randomBytes(12).toString('hex')}; ${FLAGS}; Max-Age=31536000; HttpOnly`,
			actorCookie(actor),
		],
	};
}

/** `i_user` names the page that acts; acting as oneself deletes it. */
export const actorCookie = (actor: FacebookActor): string =>
	actor.id === FACEBOOK_PERSON.id
		? `i_user=; ${FLAGS}; Max-Age=0`
		: `i_user=${actor.id}; ${FLAGS}; Max-Age=31536000`;

const actorOf = ({world}: Exchange, id: string): FacebookActor | undefined =>
	world.facebook.mayActAs.includes(id) ? world.facebook.actors.get(id) : undefined;
