import type {PageAnswer} from '#lib/messaging/page-parts.ts';
import type {Site} from '#lib/sites/site.ts';

/** What holds in this page now: the adapter's assumptions, and whether the page's requests come to its page lock. */
export interface SelfTest {
	parts(): PageAnswer['parts'];
	/** A publishing request has come to the page lock. */
	asked(): void;
	/** One has left past it, for instance from a worker. */
	passedBy(): void;
	/** Until the page is loaded anew, what it sends may never be seen. */
	isPassedBy(): boolean;
}

export function createSelfTest(site: Pick<Site, 'selfTest'>, locked: () => boolean): SelfTest {
	let seen = false;
	let passed = false;
	return {
		parts: () => ({...site.selfTest(), request: !passed && locked() && (seen || null)}),
		asked: () => {
			seen = true;
		},
		passedBy: () => {
			passed = true;
		},
		isPassedBy: () => passed,
	};
}
