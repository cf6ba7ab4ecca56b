import type {Hold} from '#lib/core/review/hold.ts';
import {isAnswer, waitingSince} from '#lib/core/review/wait.ts';
import type {ToldSettings} from '#lib/core/told/settings.schema.ts';

/** When somebody should have decided: by the route that the rules gave it, else by the company's clock for its kind. */
export function dueOf(hold: Hold, {clocks}: ToldSettings): number | null {
	if (hold.route && hold.route.dueAt !== null) return hold.route.dueAt;
	const minutes = isAnswer(hold.submission.draft) ? clocks.answers : clocks.posts;
	return minutes === null ? null : waitingSince(hold) + minutes * 60_000;
}
