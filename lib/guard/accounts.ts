import type {Account} from '#lib/api/contract.ts';
import type {PageState} from '#lib/messaging/page-state.ts';

/** The registered account, `'unguarded'` when it is certainly none, `undefined` when nobody knows. */
export function guardedAccount(
	state: PageState | undefined,
	id: string | null | undefined,
): Account | 'unguarded' | undefined {
	if (!state) return undefined;
	if (!state.enrolled || state.accounts.length === 0) return 'unguarded';
	if (!id) return undefined;
	return state.accounts.find(account => account.id === id) ?? 'unguarded';
}
