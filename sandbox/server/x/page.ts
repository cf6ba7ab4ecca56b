import {randomBytes} from 'node:crypto';
import {hashedClass} from '#sandbox/shared/classes.ts';
import type {XBoot} from '#sandbox/shared/x-view.ts';
import {bundles} from '../bundle.ts';
import {classNames, jsonForHtml, OTHER_EXTENSION} from '../html.ts';
import {type Answer, countOf, type Exchange} from '../http.ts';
import {type Load, openLoad} from '../world.ts';
import {X_OPERATIONS} from './operations.ts';
import {sessionOrNew, type XSession} from './session.ts';
import {timelineOf} from './view.ts';

/** Any page of x.com: one shell, the route is the page's business. */
export async function pageAnswer(exchange: Exchange): Promise<Answer> {
	const {world} = exchange;
	const session = sessionOrNew(exchange);
	const load = openLoad(world, 'x', Object.keys(X_OPERATIONS), () => randomBytes(16).toString('base64url'));
	const nonce = randomBytes(16).toString('base64');
	const boot = bootOf(exchange, session, load);
	const body = shell({boot, nonce, css: classNames((await bundles()).xCss, world.weather, load.id)});
	return {
		status: 200,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy(nonce, world.weather.trustedTypes),
			'cache-control': 'no-store',
			'set-cookie': session.setCookies,
		},
		body,
	};
}

function bootOf({world, query, cookies, headers}: Exchange, {account}: XSession, load: Load): XBoot {
	const theme = query.get('theme') ?? (Number(cookies.night_mode ?? 0) > 0 ? 'dark' : 'light');
	return {
		site: 'x',
		loadId: load.id,
		key: load.key,
		ids: load.ids,
		account,
		accounts: world.x.signedIn.map(id => world.x.accounts.get(id)!),
		people: [...world.x.accounts.values()],
		timeline: timelineOf(world.x, account.id, countOf(query)),
		count: countOf(query),
		clockOffset: world.clock.offset(),
		theme: theme === 'dark' ? 'dark' : 'light',
		mobile: /Mobile|Android|iPhone/.test(headers['user-agent'] ?? ''),
		weather: world.weather,
		workerUrl: '/i/worker.js',
	};
}

/** The shape of the site's historic policy (x.md section 16); strict, so that nothing relies on a gap. */
function policy(nonce: string, trustedTypes: boolean): string {
	return [
		`script-src 'self' 'unsafe-inline' https://*.twimg.com 'nonce-${nonce}'`,
		"object-src 'none'",
		"style-src 'self' 'unsafe-inline'",
		"worker-src 'self' blob:",
		"connect-src 'self' https://*.x.com wss://*.x.com blob:",
		"img-src 'self' data: blob: https://*.twimg.com",
		...(trustedTypes ? ["require-trusted-types-for 'script'"] : []),
		'report-uri /i/csp_report',
	].join('; ');
}

function shell({boot, nonce, css}: {boot: XBoot; nonce: string; css: string}): string {
	const {weather, theme} = boot;
	const rtl = weather.locale === 'ar';
	const hash = hashedClass('main', boot.loadId);
	const src =
		weather.frontEnd === 'legacy'
			? `https://abs.twimg.com/responsive-web/client-web/main.${hash}a.js`
			: `https://abs.twimg.com/x-web/x-web/entry-client-logged-in-${hash}.js`;
	return `<!doctype html>
<html dir="${rtl ? 'rtl' : 'ltr'}" lang="${weather.locale}" style="color-scheme: ${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>X sandbox</title>
<style>${css}</style>
${weather.otherExtension ? `<script nonce="${nonce}">${OTHER_EXTENSION}</script>` : ''}
</head>
<body data-theme="${theme}" style="background-color: ${theme === 'dark' ? '#000000' : '#FFFFFF'};">
<div id="react-root"></div>
<div id="layers"></div>
<script type="application/json" id="boot">${jsonForHtml(boot)}</script>
<script nonce="${nonce}" crossorigin="anonymous" src="${src}"></script>
</body>
</html>`;
}
