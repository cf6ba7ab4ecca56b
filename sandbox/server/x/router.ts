import {bundles} from '../bundle.ts';
import {emojiSvg} from '../emoji.ts';
import {type Answer, type Exchange, empty, json, preflight, text, withCors} from '../http.ts';
import {bareGraphql, graphql, parseJson, updateStatus} from './graphql.ts';
import {newMessage} from './messages.ts';
import {pageAnswer} from './page.ts';
import {accountOf, sessionOf, startSession} from './session.ts';
import {createCard, describeMedia, mediaFile, uploadMedia} from './upload.ts';

type Route = [method: string, path: RegExp, handle: (exchange: Exchange) => Answer | Promise<Answer>];

const GRAPHQL = /^(\/i\/api)?\/graphql\/[^/]+\/[^/]+$/;

const site: Route[] = [
	['POST', GRAPHQL, graphql],
	['POST', /^\/i\/api\/graphql\/?$/, bareGraphql],
	['POST', /^\/i\/api\/1\.1\/statuses\/update\.json$/, updateStatus],
	['POST', /^\/i\/api\/1\.1\/account\/multi\/switch\.json$/, switchAccount],
	['POST', /^(\/i\/api)?\/1\.1\/media\/metadata\/create\.json$/, describeMedia],
	['POST', /^\/i\/api\/1\.1\/dm\/new2\.json$/, newMessage],
	['POST', /^\/i\/csp_report$/, cspReport],
	['GET', /^\/media\/\d+$/, mediaFile],
	['GET', /^\/sw\.js$/, async () => text((await bundles()).xServiceWorker, 'text/javascript')],
	['GET', /^\/i\/worker\.js$/, async () => text((await bundles()).xWorker, 'text/javascript')],
	['GET', /^\/favicon\.ico$/, () => empty(204)],
	['GET', /^\/(?!i\/api)/, pageAnswer],
	['POST', /^\/compose\/post$/, shareTarget],
];

const routes: Record<string, Route[]> = {
	'x.com': site,
	'api.x.com': [
		['POST', GRAPHQL, graphql],
		['POST', /^\/1\.1\/media\/metadata\/create\.json$/, describeMedia],
	],
	'upload.x.com': [
		['POST', /^\/i\/media\/upload\.json$/, uploadMedia],
		['GET', /^\/i\/media\/upload\.json$/, uploadMedia],
	],
	'caps.x.com': [['POST', /^\/v2\/cards\/create\.json$/, createCard]],
	'abs.twimg.com': [
		[
			'GET',
			/^\/(responsive-web\/client-web|x-web\/x-web)\/[\w.-]+\.js$/,
			async () => script((await bundles()).x),
		],
		['GET', /^\/emoji\/v2\/svg\/[\da-f-]+\.svg$/, ({path}) => emojiSvg(path)],
	],
};

export async function answerX(exchange: Exchange): Promise<Answer | undefined> {
	if (exchange.method === 'OPTIONS') return withCors(exchange, preflight(exchange));
	const route = routes[exchange.host]?.find(
		([method, path]) => method === exchange.method && path.test(exchange.path),
	);
	return route && withCors(exchange, await route[2](exchange));
}

const script = (body: string): Answer =>
	text(body, 'text/javascript', {'cache-control': 'public, max-age=600', 'access-control-allow-origin': '*'});

function switchAccount(exchange: Exchange): Answer {
	const session = sessionOf(exchange);
	const to = accountOf(exchange, new URLSearchParams(exchange.body.toString()).get('user_id') ?? '');
	if (!to || exchange.headers['x-csrf-token'] !== session?.ct0) return json({errors: [{code: 32}]}, 403);
	return json({user_id: to.id}, 200, {'set-cookie': startSession(to).setCookies});
}

/** The web app's share target: what was shared is put into the composer, nothing is sent. */
function shareTarget({body}: Exchange): Answer {
	const text = new URLSearchParams(body.toString()).get('text') ?? '';
	return {status: 303, headers: {location: `/compose/post?text=${encodeURIComponent(text)}`}};
}

function cspReport({world, body}: Exchange): Answer {
	world.ledger.violations.push({time: world.clock.now(), report: parseJson(body)});
	return empty(204);
}
