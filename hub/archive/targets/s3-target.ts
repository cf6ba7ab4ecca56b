/**
 * A bucket of S3, or of what speaks like it: an object for each entry, never overwritten, and where Object Lock is asked for, locked
 * so that nobody deletes it before its time. A bucket that does not lock is refused, not trusted.
 */
import {hash} from 'node:crypto';
import {AwsV4Signer} from 'aws4fetch';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Outgoing, Target} from './target.ts';

export interface S3Target {
	name: string;
	/** Without the bucket, and without a slash at the end: `https://s3.eu-west-2.amazonaws.com`. */
	endpoint: string;
	region: string;
	bucket: string;
	/** What the names of objects begin with; with its slash. */
	prefix: string;
	accessKey: string;
	secretKey: string;
	lock?: Lock;
	/** Milliseconds since 1970. */
	now?: () => number;
}

export interface Lock {
	/** `compliance`: nobody shortens it. `governance`: who has the right for it does. */
	mode: 'compliance' | 'governance';
	days: number;
}

const day = 24 * 60 * 60_000;

export function s3Target(options: S3Target): Target {
	return {
		name: options.name,
		deliver: entry => put(options, entry),
		close: async () => undefined,
	};
}

/** Throws unless the bucket has exactly these bytes, locked as it was asked to. */
async function put(options: S3Target, entry: Outgoing): Promise<void> {
	const body = canonicalJson(entry);
	const path = objectOf(options, entry.index);
	const fail = (what: string) => new Error(`entry ${entry.index}: ${what}`);
	// A locked bucket takes a new version on top of any other, and not every server keeps `If-None-Match` there (Ceph 16 does not)
	let kept = await ask(options, 'GET', path);
	if (kept.status === 404) {
		const taken = await ask(options, 'PUT', path, {body, headers: headersOf(options, body)});
		if (!taken.ok) throw fail(await why(taken));
		kept = await ask(options, 'GET', path);
	}
	if (!kept.ok) throw fail(`it cannot be read: ${await why(kept)}`);
	if ((await kept.text()) !== body) throw fail('the bucket has other bytes under its name');
	if (options.lock && !isLocked(options.lock, kept.headers))
		throw fail('the bucket does not lock what it takes');
}

/** S3 wants an MD5 of whatever is to be locked; by the SHA-256 it is signed. */
function headersOf({lock, now = Date.now}: S3Target, body: string): Record<string, string> {
	const until = lock && new Date(now() + lock.days * day).toISOString().replace(/\.\d+/, '');
	return {
		'content-type': 'application/json',
		'content-md5': hash('md5', body, 'base64'),
		'if-none-match': '*',
		...(lock && {'x-amz-object-lock-mode': lock.mode.toUpperCase()}),
		...(until && {'x-amz-object-lock-retain-until-date': until}),
	};
}

function isLocked({mode}: Lock, headers: Headers): boolean {
	const until = headers.get('x-amz-object-lock-retain-until-date');
	return headers.get('x-amz-object-lock-mode')?.toLowerCase() === mode && Boolean(until);
}

/** The number in full, so that a list of the bucket is in the order of the log. */
export function objectOf({prefix}: Pick<S3Target, 'prefix'>, index: number): string {
	return `${prefix}entries/${String(index).padStart(12, '0')}.json`;
}

type Method = 'PUT' | 'GET' | 'HEAD' | 'DELETE';

/** One signed request (AWS Signature Version 4). */
export async function ask(
	{endpoint, bucket, region, accessKey: accessKeyId, secretKey: secretAccessKey}: S3Target,
	method: Method,
	path: string,
	{body = '', headers = {}}: {body?: string; headers?: Record<string, string>} = {},
): Promise<Response> {
	const signed = await new AwsV4Signer({
		...{accessKeyId, secretAccessKey, region, service: 's3', method},
		url: `${endpoint}/${bucket}/${path}`,
		headers: {...headers, 'x-amz-content-sha256': hash('sha256', body, 'hex')},
		...(method === 'PUT' && {body}),
	}).sign();
	return fetch(signed.url, {
		method,
		headers: signed.headers,
		...(method === 'PUT' && {body}),
		redirect: 'error',
		signal: AbortSignal.timeout(30_000),
	});
}

/** `403 SignatureDoesNotMatch`: S3's codes are in the body. */
export async function why(response: Response): Promise<string> {
	const [, code = ''] = /<Code>(\w+)<\/Code>/.exec(await response.text()) ?? [];
	return `${response.status} ${code}`.trim();
}
