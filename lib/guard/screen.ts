import type {Finding, Fix} from '#lib/core/policy/finding.ts';
import {createPainter} from '#lib/highlight/painter.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import type {Composer} from '#lib/sites/site.ts';
import {createApprovals} from './approvals.ts';
import {copyText} from './clipboard.ts';
import {createDisputes} from './disputes.ts';
import type {GateNews} from './gate.ts';
import {type Held, heldAs, needsApproval} from './judge.ts';
import type {Judgements, Look} from './judgements.ts';
import type {KitParts} from './kit.ts';
import type {Known} from './known.ts';
import {createNews} from './news.ts';
import {isEmpty, tellingOf} from './statuses.ts';
import {createCard} from './ui/card.ts';
import {lookOf} from './ui/findings.ts';
import {createLine} from './ui/line.ts';
import {heldWords, notPosted, posted, type Status, stoppedWords} from './ui/words.ts';

export interface ScreenParts extends KitParts {
	known: Known;
	judgements: Judgements;
	url: () => string;
}

export interface Screen {
	/** Reads the composer once, judges it, and shows what follows. */
	render(): void;
	/** A gesture was stopped. `undefined`: not even the account is known. */
	stopped(look: Look | undefined): void;
	hear(news: GateNews): void;
	/** The adapter does not know what the person is writing in. */
	blind(what: string): void;
	togglePanel(): void;
	/** Marks outside the viewport were left out. */
	isPartial(): boolean;
}

/** Milliseconds that nobody notices: only a slower check is announced. */
const unnoticed = 400;
const hour = 3_600_000;

/** Everything a person sees inside the site, kept in step with what is known. */
export function createScreen(parts: ScreenParts): Screen {
	const {site, desk, known, judgements, document} = parts;
	const {current} = parts.composing;
	const disputes = createDisputes();
	const painter = createPainter(document);
	const card = createCard();
	const news = createNews(card, desk, known);
	const line = createLine({
		...{fix, leave, dispute, act},
		copy: text => void copyText(text),
		disputed: disputes.of,
	});
	const approvals = createApprovals({
		...{desk, known, disputes, restore, url: parts.url},
		theme: site.theme,
		closed: leave,
	});
	/** Said about one draft: until its text changes. What was posted is said over the emptied composer too. */
	let notice: {digest: string; status: Status; overEmpty?: boolean} | undefined;
	let waitingSince: number | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	parts.signal.addEventListener('abort', () => clearTimeout(timer), {once: true});

	return {
		...{render, stopped, hear, blind},
		togglePanel: () => line.element.isConnected && line.toggle(),
		isPartial: painter.isPartial,
	};

	function render(): void {
		clearTimeout(timer);
		const composer = current();
		const look = composer && lookAt(composer);
		const slow = isSlow(look);
		const theme = site.theme();
		card.setTheme(theme);
		news.update();
		const telling =
			composer && tellingOf({known, account: site.account(), look, slow, notice: noticeFor(look)});
		if (!composer || !telling) {
			line.element.remove();
			painter.clear();
			return;
		}
		line.setTheme(theme);
		line.show(telling);
		place(composer);
		paint(composer, telling.findings, theme);
		renderAgain(look);
	}

	function lookAt(composer: Composer): Look | undefined {
		try {
			const look = judgements.ofComposer(composer);
			return look === 'unguarded' ? undefined : look;
		} catch {
			return undefined;
		}
	}

	function read(): Look | undefined {
		const composer = current();
		return composer && lookAt(composer);
	}

	/** Directly before the anchor, again after each remount; over the page where the composer has no place for it. */
	function place({anchor, editor}: Composer): void {
		const {element} = line;
		line.setFloating(!anchor);
		if (anchor) {
			if (anchor.previousSibling !== element) anchor.before(element);
			line.alignWith(editor);
		} else if (element.parentNode !== document.documentElement) document.documentElement.append(element);
	}

	function paint(composer: Composer, findings: readonly Finding[], theme: 'light' | 'dark'): void {
		const marks = findings
			.filter(f => !f.route && f.end > f.start)
			.map(f => ({look: lookOf(f), ranges: composer.ranges(f.start, f.end)}));
		painter.paint(composer.editor, marks, theme);
	}

	function isSlow(look: Look | undefined): boolean {
		const waits = !look || (look.judgement.verdict === 'held' && look.judgement.why === 'checking');
		if (!waits) waitingSince = undefined;
		else waitingSince ??= parts.now();
		return waitingSince !== undefined && parts.now() - waitingSince >= unnoticed;
	}

	/** When what is shown becomes untrue by time alone: a slow check, the last hour of an approval. */
	function renderAgain(look: Look | undefined): void {
		const hold = look?.judgement.verdict === 'approved' ? look.judgement.hold : undefined;
		if (hold?.approval) {
			const left = hold.approval.expiresAt - known.now;
			timer = setTimeout(render, left > hour ? Math.min(left - hour, 24 * hour) : 20_000);
		} else if (waitingSince !== undefined) timer = setTimeout(render, unnoticed);
	}

	function noticeFor(look: Look | undefined): Status | undefined {
		if (notice && look && notice.digest !== look.digest && !(notice.overEmpty && isEmpty(look)))
			notice = undefined;
		return notice?.status;
	}

	function stopped(look: Look | undefined): void {
		const judgement = look?.judgement;
		if (!look || judgement?.verdict !== 'held') render();
		else if (needsApproval(judgement.why)) approvals.offer(look);
		else {
			notice = {digest: look.digest, status: wordsOf(judgement)};
			render();
			if (judgement.why === 'needs-change') line.open();
		}
	}

	function hear(message: GateNews): void {
		const look = read();
		if (message.type === 'held') refused(message, look);
		if (message.type === 'failed') told(look, notPosted(message.reason), 'failed');
		if (message.type === 'sent') {
			disputes.clear();
			told(look, posted(message.receipt), 'sent');
		}
	}

	/** The page lock refused what no gesture had announced. */
	function refused({held, draft}: Extract<GateNews, {type: 'held'}>, look: Look | undefined): void {
		if (look && draft?.operation === look.draft.operation && needsApproval(held.why))
			approvals.offer({...look, draft, judgement: held});
		else told(look, wordsOf(held), 'held');
	}

	function wordsOf(held: Held): Status {
		return stoppedWords(held.why, heldWords(held, known.now));
	}

	/** Beside the composer if there is one, else in the corner. */
	function told(look: Look | undefined, status: Status, id: string): void {
		notice = look ? {digest: look.digest, status, overEmpty: id === 'sent'} : undefined;
		render();
		if (!line.element.isConnected) card.show({id, status});
	}

	async function fix(change: Fix): Promise<boolean> {
		const taken = (await current()?.replace(change.start, change.end, change.text)) ?? false;
		render();
		if (taken) leave();
		return taken;
	}

	async function restore({draft}: AuthorHold): Promise<void> {
		const composer = current();
		const length = composer?.read().text.length ?? 0;
		if (!(await composer?.replace(0, length, draft.text))) await copyText(draft.text);
		render();
	}

	function dispute(rule: string, reason: string): void {
		disputes.keep(rule, reason);
		render();
		leave();
	}

	function act(act: NonNullable<Status['act']>): void {
		const look = read();
		if (act === 'copy') void copyText(current()?.read().text ?? '');
		else if (look) approvals.offer(look);
	}

	function leave(): void {
		current()?.editor.focus();
	}

	function blind(what: string): void {
		card.show({id: 'blind', status: heldWords(heldAs('unreadable', what), known.now)});
	}
}
