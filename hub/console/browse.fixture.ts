/** For tests: what a browser does while somebody signs in at a provider: cookies, redirects, two plain forms. */
import type {FastifyInstance} from 'fastify';

export type Browser = ReturnType<typeof browse>;

export function browse(app: FastifyInstance) {
	const jar = new Map<string, string>();
	const origin = 'https://countersign.example';

	/** At the hub. */
	async function ask(method: 'GET' | 'POST', url: string, payload?: object) {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const token = method === 'POST' ? {'x-countersign-console': self.token} : {};
		const reply = await app.inject({
			method,
			url,
			headers: {cookie, origin, ...token},
			...(payload && {payload}),
		});
		for (const {name, value} of reply.cookies) jar.set(name, value);
		return reply;
	}

	/** The provider's own development pages: log in as anybody, agree. */
	async function atProvider(start: string, login: string): Promise<string> {
		const ask = withCookies();
		let url = start;
		let form: URLSearchParams | undefined;
		for (let step = 0; step < 20 && !url.startsWith(origin); step++)
			({url, form} = await onwards(await ask(url, form), url, login));
		return url;
	}

	const self = {
		token: '',
		post: async (url: string, payload?: object) => (await ask('POST', url, payload)).json(),
		/** Begins, signs in there, and stops before coming back: the address to come back to. */
		async comeBackWith(login: string, code?: string): Promise<string> {
			const begun = await ask('POST', '/console/sign-in/oidc', code === undefined ? {} : {entry: {code}});
			return atProvider(begun.json().url, login);
		},
		async open(url: string): Promise<{place: string}> {
			const {pathname, search} = new URL(url);
			return {place: String((await ask('GET', pathname + search)).headers.location)};
		},
		async signIn(login: string, code?: string): Promise<string> {
			return (await self.open(await self.comeBackWith(login, code))).place;
		},
		async who(): Promise<string | undefined> {
			const {person, token = ''} = (await ask('GET', '/console/api/session')).json();
			self.token = token;
			return person?.name;
		},
		async signOut(): Promise<string | undefined> {
			await self.who();
			return (await ask('POST', '/console/api/sign-out')).json().url;
		},
	};
	return self;
}

function withCookies() {
	const jar = new Map<string, string>();
	return async (url: string, form: URLSearchParams | undefined): Promise<Response> => {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const post = form && {method: 'POST', body: form};
		const answer = await fetch(url, {...post, redirect: 'manual', headers: {cookie}});
		for (const line of answer.headers.getSetCookie()) {
			const [name, value] = line.split(';')[0]!.split(/=(.*)/s);
			jar.set(name!, value!);
		}
		return answer;
	};
}

/** A redirect is followed, a form filled in. */
async function onwards(
	answer: Response,
	at: string,
	login: string,
): Promise<{url: string; form: URLSearchParams | undefined}> {
	const next = answer.headers.get('location');
	if (next !== null) return {url: new URL(next, at).href, form: undefined};
	const page = await answer.text();
	const url = new URL(page.match(/action="([^"]+)"/)![1]!, at).href;
	const prompt = page.match(/name="prompt" value="(\w+)"/)![1]!;
	return {url, form: new URLSearchParams({prompt, login, password: 'any'})};
}
