import type {Delivery} from '#lib/api/console/told.ts';
import {kindWords} from '#lib/core/told/kind.ts';
import type {Format} from '#lib/core/told/settings.schema.ts';

export const formatNames: Record<Format, string> = {slack: 'Slack', teams: 'Teams', webhook: 'Webhook'};

export const howNames: Record<Delivery['how'], string> = {...formatNames, mail: 'E-mail', gone: 'Removed'};

export function kindName(kind: Delivery['kind']): string {
	if (kind === 'summary') return 'Summary';
	return kind === 'test' ? 'Test' : kindWords[kind];
}

const times = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});

export const timeOf = (at: number) => times.format(at);

/** What came of it. */
export function deliveryWords({state, attempts, nextAt, result}: Delivery): string {
	if (state === 'sent') return `✓ Delivered: ${result}`;
	if (state === 'dead')
		return `■ Put aside after ${attempts === 1 ? '1 try' : `${attempts} tries`}: ${result}`;
	return nextAt === null ? '◔ On its way' : `◔ ${result}. Tried again at ${timeOf(nextAt)}`;
}
