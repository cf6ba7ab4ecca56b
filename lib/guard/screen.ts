import type {Fix} from '#lib/core/policy/finding.ts';
import type {Blind} from '#lib/core/policy/unseen.ts';
import {createPainter} from '#lib/highlight/painter.ts';
import type {AuthorHold, Broadcasts} from '#lib/messaging/catalogue.ts';
import type {Composer} from '#lib/sites/site.ts';
import {createAgain} from './again.ts';
import {createApprovals} from './approvals.ts';
import {copyText} from './clipboard.ts';
import {createComplaints} from './complaints.ts';
import {createDisputes} from './disputes.ts';
import {createEditing} from './editing.ts';
import type {GateNews} from './gate.ts';
import {type Helped, ruleOf} from './helped.ts';
import {type Held, isAtWork, needsApproval} from './judge.ts';
import type {Judgements, Look} from './judgements.ts';
import type {KitParts} from './kit.ts';
import type {Known} from './known.ts';
import type {MediaBook} from './media/book.ts';
import {createNews} from './news.ts';
import {createNotices, type Lasting} from './notices.ts';
import {createOpened} from './opened.ts';
import {createReadyOffer} from './ready-offer.ts';
import {type Telling, tellingOf} from './statuses.ts';
import {createTalk} from './talk.ts';
import {createCard} from './ui/card.ts';
import {isAboutWhole, lookOf} from './ui/findings.ts';
import {createLine} from './ui/line.ts';
import {leftUnreleased, notPosted, posted, pressedInDoubt, stoppedOnWire} from './ui/outcome-words.ts';
import {placeLine} from './ui/place-line.ts';
import type {Status} from './ui/status.ts';
import {heldWords, partlySeen, pressAgain, stoppedWords} from './ui/words.ts';
import {wholeThread} from './whole-thread.ts';

export interface ScreenParts extends KitParts {
	known: Known;
	judgements: Judgements;
	files: Pick<MediaBook, 'keep'>;
	helped: Helped;
	url: () => string;
}

export interface Screen {
	/** Reads the composer once, judges it, and shows what follows. */
	render(): void;
	/** A gesture was stopped. `undefined`: not even the account is known. */
	stopped(look: Look | undefined): void;
	/** Nobody knows whether this is public already. */
	doubted(look: Look): void;
	hear(news: GateNews): void;
	/** The adapter does not know what the person is writing in. */
	blind(choice: Blind, what: string): void;
	/** Something went past the page, or tried to; said only where that account acts. */
	witnessed(seen: Broadcasts['gate:witnessed']): void;
	togglePanel(): void;
	offerReady(): void;
	/** Marks outside the viewport were left out. */
	isPartial(): boolean;
}

/** Everything a person sees inside the site, kept in step with what is known. */
export function createScreen(parts: ScreenParts): Screen {
	const {site, desk, known, judgements, document, helped} = parts;
	const {current} = parts.composing;
	const disputes = createDisputes();
	const notices = createNotices();
	const painter = createPainter(document);
	const opened = createOpened(parts.now);
	let pressed = Number.NEGATIVE_INFINITY;
	const card = createCard();
	const again = createAgain(parts.now, render, parts.signal);
	const {fix, write, restore, copyDraft, leave} = createEditing(parts.composing, render);
	const talk = createTalk({desk, known, theme: site.theme, accepted, closed: leave});
	const news = createNews(card, desk, known, talk);
	const complaints = createComplaints({
		...{desk, known, card, theme: site.theme, url: parts.url},
		...{changed: render, closed: leave},
	});
	const ready = createReadyOffer({
		...{known, complaints, theme: site.theme},
		write: text => void write(text),
		closed: leave,
	});
	const line = createLine({
		...{fix: takeFix, leave, dispute, act, ready: offerReady},
		copy: text => void copyText(text),
		disputed: disputes.of,
	});
	const approvals = createApprovals({
		...{desk, known, disputes, helped, files: parts.files, url: parts.url, theme: site.theme, ready},
		restore: hold => void restore(hold),
		closed: leave,
	});

	return {
		...{render, stopped, hear, blind, witnessed},
		doubted: look => told(look, pressedInDoubt, 'failed', 'draft'),
		offerReady,
		togglePanel: () => line.element.isConnected && line.toggle(),
		isPartial: painter.isPartial,
	};

	function render(): void {
		again.cancel();
		const composer = current();
		const look = composer && lookAt(composer);
		const theme = site.theme();
		card.setTheme(theme);
		news.update();
		const situation = {
			known,
			account: site.account(),
			look,
			slow: again.isSlow(look),
			notice: notices.of(look),
			readyChanged: ready.isChanged(look),
		};
		const telling = composer && tellingOf(situation);
		if (!composer || !telling) {
			line.element.remove();
			painter.clear();
			return;
		}
		line.setTheme(theme);
		line.show({...telling, ready: ready.isThere(look), also: complaints.of(look)});
		placeLine(line, composer, document.documentElement);
		painter.paint(composer.editor, marksOf(composer, telling), theme);
		again.schedule(look, known.now);
		if (look) opened.saw(look.draft);
		// Another draft begins: what stopped the last one says nothing of it
		if (look?.draft.text === '') helped.clear();
		if (look) offerNow(look);
	}

	/** Pressed while a file was read, or the rules: the answer comes as soon as they have been. We never press ourselves. */
	function offerNow(look: Look): void {
		const {judgement} = look;
		if (parts.now() - pressed > 5000) return;
		const why = judgement.verdict === 'held' ? judgement.why : undefined;
		if (isAtWork(why)) return;
		pressed = Number.NEGATIVE_INFINITY;
		if (why === undefined) told(look, pressAgain, 'held', 'judgement');
		else if (needsApproval(why)) approvals.offer(look, true);
	}

	function lookAt(composer: Composer): Look | undefined {
		try {
			const look = judgements.ofComposer(composer);
			return look === 'unguarded' ? undefined : look;
		} catch {
			return undefined;
		}
	}

	function offerReady(): void {
		ready.open(read());
	}

	function read(): Look | undefined {
		const composer = current();
		return composer && lookAt(composer);
	}

	/** Whose wording it was is asked before it stands there. */
	async function takeFix(change: Fix): Promise<boolean> {
		const rule = ruleOf(read()?.judgement.findings ?? [], change);
		const taken = await fix(change);
		if (taken && rule) helped.took(rule);
		return taken;
	}

	function stopped(look: Look | undefined): void {
		const judgement = look?.judgement;
		if (!look || judgement?.verdict !== 'held') {
			render();
			return;
		}
		helped.stopped(judgement.findings);
		if (needsApproval(judgement.why)) approvals.offer(look, true);
		else {
			if (isAtWork(judgement.why)) pressed = parts.now();
			notices.say(look, wordsOf(judgement), lastingOf(judgement));
			render();
			if (judgement.why === 'needs-change') line.open();
		}
	}

	function hear(message: GateNews): void {
		const look = read();
		if (message.type === 'held') refused(message, look);
		if (message.type === 'failed') failed(message, look);
		if (message.type === 'sent') {
			disputes.clear();
			helped.clear();
			const ready = message.ready && {...message.ready, took: opened.took(message.draft)};
			told(look, posted(message.receipt, message.draft.thread, ready), 'sent', 'over-empty');
			complaints.sent(message.draft, ready !== undefined);
		}
	}

	/** Of a thread the composer holds only the rest now: what is said of the parts before stands in the corner. */
	function failed(message: Extract<GateNews, {type: 'failed'}>, look: Look | undefined): void {
		if (message.draft.thread) card.show({id: 'failed', status: notPosted(message)});
		else told(look, notPosted(message), 'failed', 'draft');
	}

	/**
	 * The page lock refused what no gesture had announced. What the request itself says can be sent for approval, whether
	 * it came from a composer or from a page that has none: no surface is a dead end.
	 */
	function refused({held, request}: Extract<GateNews, {type: 'held'}>, look: Look | undefined): void {
		const whole = look && wholeThread(look, request.draft);
		const {digest, inReplyTo, previous} = request;
		const {draft} = request;
		const {account} = held;
		if (whole && needsApproval(held.why)) approvals.offer({...whole, judgement: held}, true);
		else if (draft && !draft.thread && account && digest && needsApproval(held.why)) {
			const inComposer = look !== undefined && look.draft.text === draft.text;
			approvals.offer({account, draft, digest, inReplyTo, previous, judgement: held}, inComposer);
		} else told(look, wordsOf(held), 'held', lastingOf(held), messagesOf(held));
	}

	function wordsOf(held: Held): Status {
		return stoppedWords(held.why, heldWords(held, known.now));
	}

	/** Beside the composer if there is one, else in the corner. */
	function told(
		look: Look | undefined,
		status: Status,
		id: 'held' | 'failed' | 'sent',
		lasting: Lasting,
		about?: string,
	): void {
		if (look) notices.say(look, status, lasting);
		else notices.drop();
		render();
		if (!line.element.isConnected) card.show({id, status, about});
	}

	/** The author has accepted with a press: where the old words still stand, the new ones take their place. */
	function accepted(before: AuthorHold, after: AuthorHold): void {
		if (current()?.read().text === before.draft.text) void restore(after);
	}

	function dispute(rule: string, reason: string): void {
		disputes.keep(rule, reason);
		render();
		leave();
	}

	function act(act: NonNullable<Status['act']>): void {
		const look = read();
		if (act === 'copy') copyDraft();
		else if (act === 'got-it') gotIt();
		else if (look) approvals.offer(look, true);
	}

	/** Whether it was heard or not: it stays until the background says that it is read. */
	function gotIt(): void {
		const lesson = known.state?.lesson?.id;
		if (lesson) void desk.ask('lesson:read', {lesson}).catch(() => {});
		leave();
	}

	function witnessed({site: of, account, left}: Broadcasts['gate:witnessed']): void {
		if (of === site.id && account === site.account())
			card.show({id: 'witnessed', status: left ? leftUnreleased : stoppedOnWire});
	}

	function blind(choice: Blind, what: string): void {
		card.show({id: 'blind', status: partlySeen(choice, what)});
	}
}

/** Where there is no composer to mark, the card says what is wrong. */
function messagesOf({why, findings}: Held): string | undefined {
	if (why !== 'needs-change') return undefined;
	return [...new Set(findings.map(finding => finding.message))].slice(0, 3).join(' ');
}

/** Somebody decides, a stop order or a check ends, an admin chooses anew what may go unread: then what was said is over too. */
function lastingOf({why}: Held): Lasting {
	return isAtWork(why) || ['waiting', 'stopped', 'unreadable'].includes(why) ? 'judgement' : 'draft';
}

/** What is about the draft as a whole has no words to underline. */
function marksOf(composer: Composer, {text, findings}: Telling) {
	return findings
		.filter(f => !f.route && !isAboutWhole(f, text) && f.end > f.start)
		.map(f => ({look: lookOf(f), ranges: composer.ranges(f.start, f.end)}));
}
