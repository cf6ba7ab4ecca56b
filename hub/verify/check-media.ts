/** 8. Files: each that a record or a held draft names is here, and is what its digest says. */
import {altered, type Bundle, incomplete} from './bundle.ts';
import type {Visit} from './check-contents.ts';
import {sha256Hex} from './encoding.ts';
import {get} from './json.ts';
import {messageOf} from './report.ts';

export function mediaVisit(bundle: Bundle): Visit {
	const {source, findings} = bundle;
	const files = new Map(source.paths.flatMap(path => named(path)));
	const seen = new Set<string>();
	const damaged = new Map(
		[...(bundle.manifest?.damaged ?? [])].flatMap(([path, why]) =>
			named(path).map(([digest]) => [digest, why] as const),
		),
	);

	return ({index}, content) => {
		for (const digest of digestsIn(content)) {
			const file = files.get(digest);
			if (file === undefined) incomplete(bundle, 'media-missing', {index}, missing(digest, index));
			else if (!seen.has(digest)) check(digest, file, index);
			seen.add(digest);
		}
	};

	function missing(digest: string, index: number): string {
		const why = damaged.get(digest);
		return why === undefined
			? `the file ${digest} of entry ${index} is missing`
			: `the file ${digest} of entry ${index} could not be read when the export was made: ${why}`;
	}

	function check(digest: string, file: string, index: number): void {
		try {
			if (sha256Hex(source.read(file)!) === digest) findings.counts.media++;
			else altered(bundle, 'media', {index, file}, `${file} is not the file that entry ${index} names`);
		} catch (error) {
			altered(bundle, 'media', {index, file}, `${file} ${messageOf(error)}`);
		}
	}
}

function named(path: string): [digest: string, path: string][] {
	const [, digest] = /^media\/([0-9a-f]{64})(?:\.[a-z0-9]+)?$/.exec(path) ?? [];
	return digest === undefined ? [] : [[digest, path]];
}

/** Of what a device announced, and of what was sent for approval. */
function digestsIn(content: Parameters<Visit>[1]): string[] {
	const drafts = [get(content, 'record', 'body', 'draft'), get(content, 'event', 'submission', 'draft')];
	return drafts.flatMap(draft => {
		const media = get(draft, 'media');
		if (!Array.isArray(media)) return [];
		return media.map(each => get(each, 'sha256')).filter(digest => typeof digest === 'string');
	});
}
