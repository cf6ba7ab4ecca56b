import type {Draft} from '#lib/core/draft.ts';

/**
 * The part of such a draft that nobody can read: its way out. Messenger and XChat send by a socket, encrypted or in a worker,
 * where no lock sees a message (facebook.md, section 10; x.md, section 13).
 */
export const socket = 'socket';

export function goesBySocket({unknown}: Pick<Draft, 'unknown'>): boolean {
	return unknown.includes(socket);
}
