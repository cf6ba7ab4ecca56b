import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';

/**
 * Takes the data directory for this process; the returned function gives it back. Throws while another hub has it.
 *
 * The lock is the operating system's, through SQLite's own locking: a killed hub leaves nothing behind, and two
 * containers on one volume exclude each other, where process ids (1 and 1) would say nothing.
 */
export function lockData(data: string): () => void {
	const file = join(data, 'hub.lock');
	const lock = new DatabaseSync(file, {timeout: 0});
	try {
		lock.exec('PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE');
	} catch (error) {
		lock.close();
		throw new Error(`another hub is using ${data}`, {cause: error});
	}
	return () => lock.close();
}
