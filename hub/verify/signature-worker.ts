/** A worker of the signature pool: says how many batches are still under way, and whether any signature was invalid. */
import {createPublicKey, verify} from 'node:crypto';
import {parentPort, workerData} from 'node:worker_threads';
import {derOf} from './der.ts';
import {type Batch, counters} from './signature-pool.ts';

const shared = workerData as Int32Array;

parentPort!.on('message', ({keys, jobs}: Batch) => {
	if (!areValid({keys, jobs})) Atomics.store(shared, counters.invalid, 1);
	Atomics.sub(shared, counters.underWay, 1);
	Atomics.notify(shared, counters.underWay);
});

function areValid({keys, jobs}: Batch): boolean {
	try {
		const known = keys.map(({x, y}) =>
			createPublicKey({key: {kty: 'EC', crv: 'P-256', x, y}, format: 'jwk'}),
		);
		return jobs.every(({key, signed, signature}) => {
			const der = derOf(signature);
			return der !== undefined && verify('sha256', signed, known[key]!, der);
		});
	} catch {
		return false;
	}
}
