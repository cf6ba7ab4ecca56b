/** This browser's key for reviewing: made here, not extractable, kept in IndexedDB, one a person. */
import {publicPart} from '#lib/api/client.ts';
import {ask} from '../ask.ts';

export interface ReviewDevice {
	device: string;
	key: CryptoKey;
}

const [database, table] = ['countersign-console', 'review-keys'];

export function findReviewDevice(person: string): Promise<ReviewDevice | undefined> {
	return inStore('readonly', store => store.get(person));
}

/** Makes the key, enrols it, keeps it. In this order nothing is kept that the hub does not know. */
export async function enrolReviewDevice(person: string): Promise<ReviewDevice> {
	const pair = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, false, [
		'sign',
		'verify',
	]);
	const {key} = await publicPart(pair.publicKey);
	const {device} = await ask('useForReview', {key, label: 'console'});
	const own = {device, key: pair.privateKey};
	await inStore('readwrite', store => store.put(own, person));
	return own;
}

async function inStore<T>(
	mode: IDBTransactionMode,
	work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
	const db = await opened();
	try {
		const trx = db.transaction(table, mode);
		const value = done(work(trx.objectStore(table)));
		await new Promise<void>((resolve, reject) => {
			trx.oncomplete = () => resolve();
			trx.onerror = trx.onabort = () => reject(trx.error ?? new Error('the browser kept nothing'));
		});
		return await value;
	} finally {
		db.close();
	}
}

function opened(): Promise<IDBDatabase> {
	const request = indexedDB.open(database, 1);
	request.onupgradeneeded = () => request.result.createObjectStore(table);
	return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the browser does not keep keys'));
	});
}
