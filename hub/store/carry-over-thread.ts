/** The thread of `carry-over.ts`. `passive`: it waits for nobody, and nobody for it. */
import {DatabaseSync} from 'node:sqlite';
import {parentPort, workerData} from 'node:worker_threads';

/** Milliseconds from one turn to the next: what comes in between is left for a commit to carry, once the log is full. */
const every = 250;

const database = new DatabaseSync((workerData as {file: string}).file);
database.exec('PRAGMA synchronous=FULL');
const carry = database.prepare('PRAGMA wal_checkpoint(passive)');
const timer = setInterval(turn, every);
parentPort!.once('message', () => {
	clearInterval(timer);
	database.close();
});

function turn(): void {
	try {
		carry.all();
	} catch {
		// A full disk, and the like: whoever writes hears of it, and here the next turn tries again
	}
}
