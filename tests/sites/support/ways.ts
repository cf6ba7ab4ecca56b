/** Ways in which a script of the page sends a post: each returns what the script sees of it. */
export const text = 'Viewings on Saturday 🚗';
export const body = JSON.stringify({variables: {tweet_text: text}, queryId: 'q'});

export const ways = {
	xhr: (body: string) =>
		new Promise(resolve => {
			const xhr = new XMLHttpRequest();
			xhr.open('POST', '/i/api/graphql/q/CreateTweet');
			xhr.onloadend = () => resolve(xhr.status === 0 ? 'failed' : 'answered');
			xhr.send(body);
		}),
	'xhr with a form': (body: string) =>
		new Promise(resolve => {
			const xhr = new XMLHttpRequest();
			xhr.open('POST', '/i/api/graphql/q/CreateTweet');
			xhr.onloadend = () => resolve(xhr.status === 0 ? 'failed' : 'answered');
			const form = new FormData();
			form.set('body', body);
			xhr.send(form);
		}),
	'xhr with a blob': (body: string) =>
		new Promise(resolve => {
			const xhr = new XMLHttpRequest();
			xhr.open('POST', '/i/api/graphql/q/CreateTweet');
			xhr.onloadend = () => resolve(xhr.status === 0 ? 'failed' : 'answered');
			xhr.send(new Blob([body]));
		}),
	'synchronous xhr': (body: string) => {
		const xhr = new XMLHttpRequest();
		xhr.open('POST', '/i/api/graphql/q/CreateTweet', false);
		try {
			xhr.send(body);
		} catch {
			return 'failed';
		}
		return 'answered';
	},
	fetch: (body: string) =>
		fetch('/i/api/graphql/q/CreateTweet', {method: 'POST', body}).then(
			() => 'answered',
			() => 'failed',
		),
	'fetch of a Request': (body: string) =>
		fetch(new Request('/i/api/graphql/q/CreateTweet', {method: 'POST', body})).then(
			() => 'answered',
			() => 'failed',
		),
	'fetch with keepalive': (body: string) =>
		fetch('/i/api/graphql/q/CreateTweet', {method: 'POST', body, keepalive: true}).then(
			() => 'answered',
			() => 'failed',
		),
	'fetch with a typed array': (body: string) =>
		fetch('/i/api/graphql/q/CreateTweet', {method: 'POST', body: new TextEncoder().encode(body)}).then(
			() => 'answered',
			() => 'failed',
		),
	'fetch to an encoded path': (body: string) =>
		fetch('/i/api/graphql/q/Create%54weet', {method: 'POST', body}).then(
			() => 'answered',
			() => 'failed',
		),
	'fetch with another method': (body: string) =>
		fetch('/i/api/graphql/q/CreateTweet', {method: 'PUT', body}).then(
			() => 'answered',
			() => 'failed',
		),
	beacon: (body: string) =>
		navigator.sendBeacon('/i/api/graphql/q/CreateTweet', body) ? 'answered' : 'failed',
	'fresh frame': (body: string) => {
		const frame = document.body.appendChild(document.createElement('iframe'));
		const {fetch} = frame.contentWindow as unknown as typeof globalThis;
		return fetch(new URL('/i/api/graphql/q/CreateTweet', location.href), {method: 'POST', body}).then(
			() => 'answered',
			() => 'failed',
		);
	},
	'after document.open': (body: string) => {
		document.open();
		document.write('<p>new page</p>');
		document.close();
		return fetch('/i/api/graphql/q/CreateTweet', {method: 'POST', body}).then(
			() => 'answered',
			() => 'failed',
		);
	},
} as const;

export type Way = keyof typeof ways;
export const everyWay = Object.keys(ways) as Way[];
