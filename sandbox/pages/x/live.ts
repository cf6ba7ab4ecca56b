import type {LiveEvent} from '#sandbox/server/live.ts';
import {scriptUrl} from '#sandbox/shared/trusted.ts';
import {boot, setClockOffset, weather} from './boot.ts';
import {refreshTimeline} from './composer/sent.ts';
import {flushOnLeave, sendDue} from './composer/undo.ts';
import {actOnPush} from './timeline/actions.ts';

const TRICKLE = 15_000;

/** What goes on in the background: reads by POST, live events, the service worker. */
export function startLive(): void {
	setInterval(() => void refreshTimeline().catch(() => undefined), TRICKLE);
	const socket = new WebSocket('wss://chat-ws.x.com/live');
	socket.addEventListener('message', ({data}) => onLive(JSON.parse(String(data)) as LiveEvent));
	flushOnLeave(boot.mobile);
	if (weather.serviceWorker) void startServiceWorker();
}

function onLive(event: LiveEvent): void {
	if (event.type === 'clock') {
		setClockOffset(event.offset);
		sendDue();
		void refreshTimeline();
	}
	if (event.type === 'push') pushed(event);
}

/** A push reaches the service worker, and that tells the page; without one the page is told at once. */
function pushed({action, target}: Extract<LiveEvent, {type: 'push'}>): void {
	const worker = navigator.serviceWorker?.controller;
	if (worker) worker.postMessage({type: 'push', action, target});
	else actOnPush(action, target);
}

async function startServiceWorker(): Promise<void> {
	navigator.serviceWorker.addEventListener(
		'message',
		({data}: MessageEvent<{type: string; tweetId: string}>) => {
			actOnPush(data.type, data.tweetId);
		},
	);
	await navigator.serviceWorker.register(scriptUrl('/sw.js'));
}
