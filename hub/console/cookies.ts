/**
 * The console's two cookies. `__Host-` ties them to this very host over TLS (browsers count loopback as such); neither
 * can be read by a script. The sign-in's is `Lax`, because the company's own sign-in sends the browser back to us.
 */
import type {FastifyReply, FastifyRequest} from 'fastify';

const names = {session: '__Host-countersign', signIn: '__Host-countersign-sign-in'} as const;
type CookieName = keyof typeof names;

export function readCookie(request: FastifyRequest, name: CookieName): string | undefined {
	for (const part of (request.headers.cookie ?? '').split(';')) {
		const [key, value] = part.trim().split('=');
		if (key === names[name]) return value;
	}
	return;
}

/** No `Max-Age`: it ends with the browser, and the hub ends it earlier. */
export function setCookie(reply: FastifyReply, name: CookieName, value: string): void {
	write(reply, name, value);
}

export function clearCookie(reply: FastifyReply, name: CookieName): void {
	write(reply, name, '', '; Max-Age=0');
}

function write(reply: FastifyReply, name: CookieName, value: string, more = ''): void {
	const site = name === 'session' ? 'Strict' : 'Lax';
	// Several of them in one answer: `header` collects set-cookie
	void reply.header(
		'set-cookie',
		`${names[name]}=${value}; Path=/; Secure; HttpOnly; SameSite=${site}${more}`,
	);
}
