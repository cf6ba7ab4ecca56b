import {randomBytes} from 'node:crypto';
import {hashedClass} from '#sandbox/shared/classes.ts';
import type {FacebookBoot} from '#sandbox/shared/facebook-view.ts';
import {bundles} from '../bundle.ts';
import {classNames, jsonForHtml, OTHER_EXTENSION} from '../html.ts';
import {type Answer, countOf, type Exchange} from '../http.ts';
import {type Load, openLoad} from '../world.ts';
import {dtsgOf, lsdOf} from './graphql.ts';
import {FACEBOOK_OPERATIONS} from './operations.ts';
import {type FacebookSession, sessionOrNew} from './session.ts';
import {feedOf} from './view.ts';

export async function pageAnswer(exchange: Exchange): Promise<Answer> {
	const {world} = exchange;
	const session = sessionOrNew(exchange);
	const load = openLoad(world, 'facebook', Object.keys(FACEBOOK_OPERATIONS), randomDocId);
	const nonce = randomBytes(8).toString('base64');
	const boot = bootOf(exchange, session, load);
	return {
		status: 200,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy(nonce, world.weather.trustedTypes),
			'cache-control': 'no-store',
			'set-cookie': session.setCookies,
		},
		body: shell({boot, nonce, css: classNames((await bundles()).facebookCss, world.weather, load.id)}),
	};
}

const randomDocId = (): string =>
	`2${String(BigInt(`0x${randomBytes(7).toString('hex')}`))
		.padStart(16, '0')
		.slice(0, 16)}`;

function bootOf({world, query, cookies, path}: Exchange, session: FacebookSession, load: Load): FacebookBoot {
	const {facebook, clock, weather} = world;
	const group = /^\/groups\/(\d+)/.exec(path)?.[1] ?? null;
	return {
		site: 'facebook',
		loadId: load.id,
		ids: load.ids,
		dtsg: dtsgOf(load),
		messagingKey: load.key,
		scheduled: [...facebook.schedules.values()]
			.filter(each => each.author === session.actor.id)
			.map(({id, text, at}) => ({id, text, at})),
		lsd: lsdOf(load),
		person: session.person,
		actor: session.actor,
		actors: facebook.mayActAs.map(id => facebook.actors.get(id)!),
		people: [...facebook.actors.values()],
		groups: [...facebook.groups.values()],
		feed: feedOf(facebook, session.actor.id, group, countOf(query)),
		count: countOf(query),
		clockOffset: clock.offset(),
		theme: (query.get('theme') ?? cookies.theme) === 'dark' ? 'dark' : 'light',
		weather,
		workerUrl: '/static_resources/webworker/init_script/worker.js',
	};
}

/** Seen in 2025 (facebook.md section 13), without the analytics hosts. */
function policy(nonce: string, trustedTypes: boolean): string {
	return [
		`script-src *.facebook.com *.fbcdn.net *.facebook.net 127.0.0.1:* 'nonce-${nonce}' blob: 'self' 'wasm-unsafe-eval'`,
		"style-src *.facebook.com 'unsafe-inline' 'self'",
		"connect-src *.facebook.com wss://*.facebook.com *.fbcdn.net blob: 'self'",
		...(trustedTypes ? ["require-trusted-types-for 'script'"] : []),
		'report-uri https://www.facebook.com/csp/reporting/',
	].join('; ');
}

function shell({boot, nonce, css}: {boot: FacebookBoot; nonce: string; css: string}): string {
	const {weather, theme, loadId} = boot;
	return `<!doctype html>
<html dir="${weather.locale === 'ar' ? 'rtl' : 'ltr'}" lang="${weather.locale}" id="facebook" class="__fb-${theme}-mode">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Facebook sandbox</title>
<style>${css}</style>
${weather.otherExtension ? `<script nonce="${nonce}">${OTHER_EXTENSION}</script>` : ''}
</head>
<body class="__fb-${theme}-mode">
<div id="mount_0_0_${loadId.slice(0, 2)}"></div>
<script type="application/json" id="boot">${jsonForHtml(boot)}</script>
<script nonce="${nonce}" src="/static/main.${hashedClass('main', loadId)}.js"></script>
</body>
</html>`;
}
