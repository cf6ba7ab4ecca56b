/**
 * The archive's copy in a bucket, against a real S3 server: `S3_ENDPOINT`, `S3_KEY`, `S3_SECRET` of one that has Object Lock (AWS, Ceph's
 * gateway). Makes buckets of its own; what is locked in them stays for a day.
 */
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openArchive, temporaryFolder} from '#hub/archive/archive.fixture.ts';
import {forward} from '#hub/archive/targets/forward.ts';
import {tryBucket} from '#hub/archive/targets/s3-contract.ts';
import {ask, objectOf, type S3Target, s3Target} from '#hub/archive/targets/s3-target.ts';

const {S3_ENDPOINT: endpoint = '', S3_KEY: accessKey = '', S3_SECRET: secretKey = ''} = process.env;
const run = Date.now();
const entries = 25;

function bucketNamed(name: string, lock?: S3Target['lock']): S3Target {
	const place = {endpoint, region: 'us-east-1', bucket: `${name}-${run}`, prefix: 'firm/'};
	return {name, accessKey, secretKey, ...place, ...(lock && {lock})};
}
const plain = bucketNamed('plain');
const careless = {...plain, lock: {mode: 'governance', days: 1}} as const;
const locking = bucketNamed('locking', {mode: 'compliance', days: 1});

const failed = async (target: S3Target, index: number) =>
	(await tryBucket(target, index)).filter(({ok}) => !ok);

describe.runIf(endpoint)('a bucket', () => {
	const folder = temporaryFolder();
	let hub: Awaited<ReturnType<typeof openArchive>>;
	beforeAll(async () => {
		hub = await openArchive(folder.path);
		for (let i = 0; i < entries; i++)
			await hub.store.write(trx => hub.archive.append(trx, {type: 'note', at: 1, payload: {text: `№ ${i}`}}));
		expect((await ask(plain, 'PUT', '')).status).toBe(200);
		const lockable = {'x-amz-bucket-object-lock-enabled': 'true'};
		expect((await ask(locking, 'PUT', '', {headers: lockable})).status).toBe(200);
	});
	afterAll(async () => {
		await hub.archive.close();
		await hub.store.close();
		folder.remove();
	});

	test.each([{target: plain}, {target: locking}])('$target.name: keeps what it must', async ({target}) => {
		expect(await failed(target, 900_000_000)).toEqual([]);
	});

	test('without Object Lock is refused where it was asked for', async () => {
		const lines = (await failed(careless, 900_000_001)).map(({what}) => what);
		expect(lines).toContain('an entry is taken, and locked');
	});

	test('gets every entry once, and again after a crash', async () => {
		const own = {db: hub.store.db, write: hub.options.write, archive: hub.archive};
		const options = {...own, now: Date.now, onError: console.error};
		expect(await forward({...options, target: s3Target(locking)})).toBe(entries);
		expect(await forward({...options, target: {...s3Target(locking), name: 'again'}})).toBe(entries);
		const last = await ask(locking, 'GET', objectOf(locking, entries - 1));
		expect(JSON.parse(((await last.json()) as {content: string}).content)).toEqual({
			text: `№ ${entries - 1}`,
		});
	});
});
