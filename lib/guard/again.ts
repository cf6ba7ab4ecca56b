import type {Look} from './judgements.ts';

export interface Again {
	/** The rules, or the account, are awaited for longer than a person should not notice. */
	isSlow(look: Look | undefined): boolean;
	/** Renders again when what is shown becomes untrue by time alone. */
	schedule(look: Look | undefined, hubNow: number): void;
	cancel(): void;
}

/** Milliseconds that nobody notices: only a slower check is announced. */
const unnoticed = 400;
const hour = 3_600_000;
const lastHour = 20_000;

/** `now` is this machine's clock. */
export function createAgain(now: () => number, render: () => void, signal: AbortSignal): Again {
	let since: number | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const cancel = (): void => clearTimeout(timer);
	signal.addEventListener('abort', cancel, {once: true});
	return {
		cancel,
		isSlow(look) {
			if (!isAwaited(look)) since = undefined;
			else since ??= now();
			return since !== undefined && now() - since >= unnoticed;
		},
		schedule(look, hubNow) {
			// Once slow it stays so until something is heard: no polling.
			const isFresh = since !== undefined && now() - since < unnoticed;
			const wait = isFresh ? unnoticed : untilExpiryShows(look, hubNow);
			if (wait !== undefined) timer = setTimeout(render, wait);
		},
	};
}

function isAwaited(look: Look | undefined): boolean {
	return !look || (look.judgement.verdict === 'held' && look.judgement.why === 'checking');
}

/** A stop order ends by itself. */
function untilStopEnds(look: Look | undefined, hubNow: number): number | undefined {
	const stop = look?.judgement.verdict === 'held' ? look.judgement.stop : undefined;
	return stop && Math.max(0, stop.until - hubNow);
}

/** "Approval ends in 60 min" and each step after it. */
function untilExpiryShows(look: Look | undefined, hubNow: number): number | undefined {
	const approval = look?.judgement.verdict === 'approved' ? look.judgement.hold.approval : null;
	if (!approval) return untilStopEnds(look, hubNow);
	const left = approval.expiresAt - hubNow;
	return left > hour ? Math.min(left - hour, 24 * hour) : lastHour;
}
