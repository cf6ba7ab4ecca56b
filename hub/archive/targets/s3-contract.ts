/** Does a bucket keep what it takes? The suite that whoever owns one runs against it: `countersign target --bucket`. */
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Kept} from './contract.ts';
import {ask, objectOf, type S3Target, s3Target, why} from './s3-target.ts';
import type {Outgoing} from './target.ts';

/** Writes one entry, which stays until its lock ends. Each line is one sentence of what the bucket must keep. */
export async function tryBucket(options: S3Target, index: number): Promise<Kept[]> {
	const text = 'Hostile: "=1+1", <script>, \u202e, \ud83d\ude97, é, \u0000';
	const entry: Outgoing = {
		...{v: 1, organisation: 'contract-test', index, name: `CT-${index}`, leaf: '{}', salt: null},
		content: JSON.stringify({text}),
	};
	const path = objectOf(options, index);
	const deliver = (change: Partial<S3Target>, what: Partial<Outgoing> = {}) =>
		said(() => s3Target({...options, ...change}).deliver({...entry, ...what}));
	const stranger = await deliver({secretKey: `${options.secretKey}x`});
	const taken = await deliver({});
	const again = await deliver({});
	const other = await deliver({}, {name: 'another'});
	const read = await ask(options, 'GET', path);
	const version = read.headers.get('x-amz-version-id');
	const isSame = (await read.text()) === canonicalJson(entry);
	return [
		line('a wrong key is refused', /403/.test(stranger), stranger),
		line(`an entry is taken${options.lock ? ', and locked' : ''}`, taken === '', taken),
		line('the same again changes nothing', again === '', again),
		line('other bytes under the same name are refused', /other bytes/.test(other), other),
		line('after that the first bytes are still there', isSame, String(read.status)),
		...(options.lock ? [await cannotBeDeleted(options, path, version)] : []),
	];
}

/** The version itself: a delete marker on top takes nothing away. */
async function cannotBeDeleted(options: S3Target, path: string, version: string | null): Promise<Kept> {
	const what = 'it cannot be deleted before its time';
	if (!version) return line(what, false, 'the bucket keeps no versions');
	const answer = await ask(options, 'DELETE', `${path}?versionId=${encodeURIComponent(version)}`);
	const left = await ask(options, 'GET', `${path}?versionId=${encodeURIComponent(version)}`);
	return line(what, answer.status === 403 && left.ok, `${await why(answer)}, then ${left.status}`);
}

/** Why it was refused; empty when it was not. */
async function said(work: () => Promise<void>): Promise<string> {
	try {
		await work();
		return '';
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

function line(what: string, ok: boolean, instead: string): Kept {
	return {what, ok, why: ok ? '' : instead || 'it was taken'};
}
