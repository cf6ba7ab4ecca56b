/** The same for what only one of the sites has. */
import type {Way} from './ways.ts';

/** Where the URL names the operation. */
export const xWays: Readonly<Record<string, Way>> = {
	'a name with a letter in disguise': ({url, headers, body}) =>
		fetch(url.replace('CreateTweet', 'Create%54weet'), {method: 'POST', headers, body}).catch(() => {}),
	'a doubled slash': ({url, headers, body}) =>
		fetch(url.replace('/CreateTweet', '//CreateTweet'), {method: 'POST', headers, body}).catch(() => {}),
	'the endpoint without a name': ({headers, body}) =>
		fetch('https://x.com/i/api/graphql', {method: 'POST', headers, body}).catch(() => {}),
	'a renamed operation': ({url, headers, body}) =>
		fetch(`${url}2`, {method: 'POST', headers, body}).catch(() => {}),
	'a worker, a renamed operation': ({url, headers, body}) =>
		new Promise(resolve => {
			const code = `onmessage = ({data: {url, headers, body}}) => fetch(url, {method: 'POST', headers, body, credentials: 'include'}).then(() => postMessage(1), () => postMessage(0))`;
			const worker = new Worker(URL.createObjectURL(new Blob([code])));
			worker.onmessage = resolve;
			worker.postMessage({url: `${url}2`, headers, body});
		}),
	'another host': ({url, headers, body}) =>
		fetch(url.replace('https://x.com/i/api', 'https://api.x.com'), {
			method: 'POST',
			headers,
			body,
			credentials: 'include',
		}).catch(() => {}),
	'the old REST call': ({headers, body}) =>
		fetch('https://x.com/i/api/1.1/statuses/update.json', {
			method: 'POST',
			headers: {...headers, 'content-type': 'application/x-www-form-urlencoded'},
			body: new URLSearchParams({status: JSON.parse(body).variables.tweet_text}),
		}).catch(() => {}),
	'a forged cookie of a personal account': async ({url, headers, body}) => {
		const before = /twid=([^;]*)/.exec(document.cookie)?.[1];
		const write = (value = '') => {
			// biome-ignore lint/suspicious/noDocumentCookie: what a script of the page would do
			document.cookie = `twid=${value}; Domain=.x.com; Path=/; Secure`;
		};
		write('u%3D1450000000000000201');
		// The browser tells extensions of a cookie in its own time.
		await new Promise(resolve => setTimeout(resolve, 1500));
		await fetch(url, {method: 'POST', headers, body}).catch(() => {});
		write(before);
	},
};

export const facebookWays: Readonly<Record<string, Way>> = {
	'another host': ({url, headers, body}) =>
		fetch(url.replace('www.', 'web.'), {method: 'POST', headers, body, credentials: 'include'}).catch(
			() => {},
		),
	'a form with files’ encoding': ({url, headers, body}) => {
		const form = new FormData();
		for (const [name, value] of new URLSearchParams(body)) form.append(name, value);
		const {'content-type': _, ...others} = headers;
		return fetch(url, {method: 'POST', headers: others, body: form}).catch(() => {});
	},
	'a name that promises a read': ({url, headers, body}) => {
		const form = new URLSearchParams(body);
		form.set('fb_api_req_friendly_name', 'CometFeedQuery');
		return fetch(url, {
			method: 'POST',
			headers: {...headers, 'x-fb-friendly-name': 'CometFeedQuery'},
			body: form,
		}).catch(() => {});
	},
	'a name only in the header, a body that nobody can read': ({url, headers, body}) => {
		const form = new URLSearchParams(body);
		form.delete('fb_api_req_friendly_name');
		const type = headers['content-type'] ?? '';
		return fetch(url, {
			method: 'POST',
			headers: {...headers, 'x-fb-friendly-name': 'CometFeedQuery'},
			body: new Blob([form.toString()], {type}),
		}).catch(() => {});
	},
	'the name in the address': ({url, headers, body}) => {
		const form = new URLSearchParams(body);
		form.delete('fb_api_req_friendly_name');
		const {'x-fb-friendly-name': name, ...others} = headers;
		return fetch(`${url}?fb_api_req_friendly_name=${name}`, {
			method: 'POST',
			headers: others,
			body: form,
		}).catch(() => {});
	},
	'a field given twice': ({url, headers, body}) =>
		fetch(url, {
			method: 'POST',
			headers,
			body: `${body}&variables=${encodeURIComponent('{"input":{}}')}`,
		}).catch(() => {}),
};
