import type {Outcome} from '#lib/messaging/catalogue.ts';

const notAnswered = 'Countersign did not answer. Try again.';

/** What to tell the person if it was refused or nobody answered; empty when it is done. */
export async function problemOf(asked: Promise<Outcome<object>>): Promise<string> {
	try {
		const outcome = await asked;
		return outcome.ok ? '' : outcome.message;
	} catch {
		return notAnswered;
	}
}
