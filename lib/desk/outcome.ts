import {HubError} from '#lib/api/client.ts';
import type {Outcome, Refused} from '#lib/messaging/catalogue.ts';

export function refused(code: string, message: string): Refused {
	return {ok: false, code, message};
}

export const notEnrolled = refused(
	'not-enrolled',
	'This browser is not enrolled. Open the options to enrol it.',
);

/** Expected refusals of the hub become values, with words for the person; surprises stay errors. */
export async function outcomeOf<T extends object>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof HubError)) throw error;
		return refused(error.code, wordsFor(error));
	}
}

function wordsFor(error: HubError): string {
	if (error.code === 'offline')
		return 'The hub can’t be reached. Nothing was lost; try again when you are online.';
	return error.message || 'The hub did not accept this.';
}
