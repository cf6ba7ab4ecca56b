import type {FastifyInstance, FastifyReply} from 'fastify';
import {blobPartLimit} from '#lib/api/contract.ts';
import {digestSchema} from '#lib/core/draft.schema.ts';
import {extensionOf, isShowable, mediaLimit, unknownType} from '#lib/core/media.ts';
import {HubArchiveError} from '../archive/hub-archive-error.ts';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import {Refused, refusedBy} from '../refused.ts';
import {loadHold} from '../review/hold-store.ts';
import {maySee} from '../review/view.ts';

/** Files of drafts and records: brought by their author, seen by those who may see the hold. */
export function mediaRoutes(app: FastifyInstance, {archive: {media}, store}: Deps): void {
	define(app, 'blob', async ({params, caller}) => media.state(digestIn(params), caller.device));

	define(
		app,
		'putBlob',
		async ({params, query, request, caller}) => {
			const bytes = request.rawBody;
			if (bytes.length === 0 || !Buffer.isBuffer(request.body))
				throw new Refused(400, 'malformed', 'The bytes of the file are missing.');
			const part = {sha256: digestIn(params), ...query, device: caller.device};
			return media.put(part, bytes).catch(refuse);
		},
		{bodyLimit: blobPartLimit},
	);

	define(app, 'holdMedia', async ({params, query, caller, reply}) => {
		const hold = await loadHold(store.db, params.id ?? '');
		if (!hold || !maySee(hold, caller)) throw refusedBy('unknown-hold');
		const sha256 = digestIn(params);
		const isItsOwn = hold.submission.draft.media.some(each => each.sha256 === sha256);
		const file = isItsOwn ? await media.about(sha256) : undefined;
		if (!file) throw unknownFile();
		return part({...file, sha256}, query, reply);
	});

	async function part(
		{sha256, size, type}: {sha256: string; size: number; type: string},
		{at, length = size}: {at: number; length?: number | undefined},
		reply: FastifyReply,
	): Promise<Buffer> {
		const bytes = at < size ? await media.read(sha256, at, length) : undefined;
		if (!bytes) throw unknownFile();
		if (bytes.length < size)
			void reply.code(206).header('content-range', `bytes ${at}-${at + bytes.length - 1}/${size}`);
		void reply.headers(headersFor(sha256, type));
		return bytes;
	}
}

const unknownFile = () => new Refused(404, 'unknown-file', 'This file is not part of the held draft.');

/** Whatever is in it runs nowhere, and what is no picture or film is not even shown. */
function headersFor(sha256: string, type: string): Record<string, string> {
	const isShown = isShowable(type);
	return {
		'content-type': isShown ? type : unknownType,
		'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${sha256.slice(0, 16)}${extensionOf(type)}"`,
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
		'cross-origin-resource-policy': 'same-origin',
		'cache-control': 'private, no-store',
	};
}

function digestIn({sha256 = ''}: Record<string, string>): string {
	if (!digestSchema.safeParse(sha256).success)
		throw new Refused(400, 'malformed', 'A file is named by its SHA-256 in hex.');
	return sha256;
}

function refuse(error: unknown): never {
	if (!(error instanceof HubArchiveError)) throw error;
	const {code, message} = error;
	if (code === 'too-large')
		throw new Refused(413, code, `A file may have ${mediaLimit / 1024 / 1024} MB, and this one has more.`);
	if (code === 'media-offset') throw new Refused(409, code, message);
	if (code === 'media-digest')
		throw new Refused(422, code, 'The file that arrived is not the one that was announced.');
	throw error;
}
