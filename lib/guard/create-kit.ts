import type {Composer} from '#lib/sites/site.ts';
import {guardedAccount} from './accounts.ts';
import {captureBySocket} from './by-socket.ts';
import {createDoubts} from './doubts.ts';
import {createGate} from './gate.ts';
import type {GateNews} from './gate-parts.ts';
import {createHelped} from './helped.ts';
import {createJudgements, type Look} from './judgements.ts';
import type {Kit, KitParts} from './kit.ts';
import {createKnown} from './known.ts';
import {createMediaBook} from './media/book.ts';
import {openPolicy} from './policy.ts';
import {createReports} from './reports.ts';
import {createScreen} from './screen/screen.ts';
import {createThreads} from './threads.ts';

/** Milliseconds after the last key: within what a person takes for a pause. */
const pause = {short: 120, long: 280};
const shortText = 5000;

/** The second part of the guard: judges with the company's rules, explains, asks for approval, releases, captures. */
export function createKit(parts: KitParts): Kit {
	const {site, desk, state, composing, document, now, signal} = parts;
	const {location} = document.defaultView!;
	const url = (): string => (location.origin + location.pathname).slice(0, 2000);
	const known = createKnown(parts, openPolicy, () => screen.render());
	const files = createMediaBook({seen: parts.media, desk, now, changed: () => screen.render()});
	const threads = createThreads();
	const judgements = createJudgements(site, known, files, threads);
	const helped = createHelped();
	const screen = createScreen({...parts, known, judgements, files, helped, url});
	const doubts = createDoubts(now);
	const tell = (news: GateNews): void => {
		doubts.hear(news);
		screen.hear(news);
	};
	const reports = createReports(desk, signal);
	const gate = createGate({...parts, known, judgements, threads, files, helped, url, reports, tell});
	const sentBySocket = captureBySocket({desk, known, reports, url, now, tell});
	let timer: ReturnType<typeof setTimeout> | undefined;
	let length = 0;
	let reported = 0;
	let strangeAt = '';
	let followAgain: (() => void) | undefined;
	signal.addEventListener('abort', () => clearTimeout(timer), {once: true});

	return {
		passes,
		early,
		hear: gate.hear,
		entered: () => void enter(),
		touched,
		told: screen.render,
		broadcast(message) {
			known.hear(message);
			if (message.broadcast !== 'gate:witnessed') return;
			screen.witnessed(message.content);
			screen.render();
		},
		stranger,
		togglePanel: screen.togglePanel,
		offerReady: screen.offerReady,
		scrolled: () => screen.isPartial() && touched(),
		returned,
	};

	/** Once for each gesture, before the site sees it. */
	function passes(composer: Composer, explain: boolean): boolean {
		const look = judgements.ofComposer(composer);
		if (look === 'unguarded') return true;
		if (look && isLetGo(look.judgement)) return isCertain(look, explain) && goes(composer, look, explain);
		if (explain) stopped(composer, look);
		return false;
	}

	function early(composer: Composer): void {
		const look = judgements.ofComposer(composer);
		if (look === 'unguarded') return;
		composing.take(composer);
		if (look && isLetGo(look.judgement)) screen.pressAgain(look);
		else stopped(composer, look);
	}

	/** The same again, while nobody knows whether it is public: the person must have looked. */
	function isCertain(look: Look, explain: boolean): boolean {
		if (!doubts.of(look.digest)) return true;
		if (explain) {
			doubts.tell(look.digest);
			screen.doubted(look);
		}
		return false;
	}

	function goes(composer: Composer, look: Look, explain: boolean): true {
		if (composer.unseen && explain) sentBySocket(look);
		return true;
	}

	function stopped(composer: Composer, look: Look | undefined): void {
		composing.take(composer);
		screen.stopped(look);
		// Whatever was missed (a broadcast, an answer) is asked for now: the next press finds it.
		void known.recheck();
		if (!look || now() - reported < 1000) return;
		reported = now();
		const {account, draft} = look;
		const blocked = {site: site.id, account: account.id, operation: draft.operation, by: 'gesture'} as const;
		desk.ask('gate:blocked', blocked).catch(() => undefined);
	}

	async function enter(): Promise<void> {
		screen.render();
		await state.ready();
		await prepare();
		screen.render();
	}

	/** Again after each change: the account may be another one, or the rules. */
	async function prepare(): Promise<void> {
		const account = guardedAccount(state.get(), site.account());
		if (!account || account === 'unguarded') return;
		followAgain ??= desk.follow(signal);
		await known.prepare(account);
	}

	/** A page that was put aside has lost its port without being told. */
	function returned(): void {
		followAgain?.();
		if (composing.current()) void known.recheck();
	}

	/** The check waits for a pause in typing; a long text for a longer one. */
	function touched(): void {
		clearTimeout(timer);
		timer = setTimeout(check, length > shortText ? pause.long : pause.short);
	}

	function check(): void {
		length = composing.current()?.editor.textContent?.length ?? 0;
		screen.render();
		void prepare();
	}

	/** The self-test's failing parts, by name; once a page. */
	function stranger(): void {
		const account = guardedAccount(state.get(), site.account());
		if (!account || account === 'unguarded' || strangeAt === location.pathname) return;
		strangeAt = location.pathname;
		const failing = Object.entries(parts.selfTest.parts()).filter(([, holds]) => holds === false);
		if (failing.length === 0) return;
		const what = failing
			.map(([name]) => name)
			.join(', ')
			.slice(0, 200);
		screen.blind(account.blind, what);
		desk.ask('page:blind', {site: site.id, account: account.id, what}).catch(() => undefined);
	}
}

/** The page lock holds the request itself, and reads there what the page does not show, or not yet. */
function isLetGo(judgement: Look['judgement']): boolean {
	return judgement.verdict !== 'held' || judgement.why === 'by-request' || judgement.why === 'reading';
}
