/** Files in words: the same for the author, the reviewer and a difference. */
import type {Media} from './draft.ts';

type File = Pick<Media, 'sha256' | 'type' | 'alt'>;

/** `1 picture`, `2 pictures and 1 video`; '' for none. */
export function countFiles(media: readonly Pick<File, 'type'>[]): string {
	const kinds = media.map(({type}) => kindOf(type));
	return ['picture', 'video', 'file']
		.map(kind => [kind, kinds.filter(each => each === kind).length] as const)
		.filter(([, count]) => count > 0)
		.map(([kind, count]) => `${count} ${kind}${count === 1 ? '' : 's'}`)
		.join(' and ');
}

/** What differs between the files of two drafts, in sentences for the person who changed them. */
export function filesChanged(before: readonly File[], after: readonly File[]): string[] {
	if (isOtherOrder(before, after)) return ['The files are in another order.'];
	const changes: string[] = [];
	for (let i = 0; i < Math.max(before.length, after.length); i++)
		changes.push(...changesAt(i, before[i], after[i]));
	return changes;
}

function changesAt(i: number, was: File | undefined, is: File | undefined): string[] {
	const name = `${kindOf((is ?? was)?.type ?? '')} ${i + 1}`;
	if (!was) return [`${capital(name)} was added.`];
	if (!is) return [`${capital(name)} is gone.`];
	return [
		...(was.sha256 === is.sha256 ? [] : [`${capital(name)} is another file.`]),
		...(was.alt === is.alt
			? []
			: [`The description of ${name} was ${quoted(was.alt)}, now ${quoted(is.alt)}.`]),
	];
}

function isOtherOrder(before: readonly File[], after: readonly File[]): boolean {
	const sorted = (files: readonly File[]) =>
		JSON.stringify(files.map(({sha256, alt}) => [sha256, alt]).sort());
	const order = (files: readonly File[]) => JSON.stringify(files.map(({sha256}) => sha256));
	return sorted(before) === sorted(after) && order(before) !== order(after);
}

function kindOf(type: string): string {
	if (type.startsWith('image/')) return 'picture';
	return type.startsWith('video/') ? 'video' : 'file';
}

function quoted(alt: string): string {
	return alt === '' ? 'empty' : `“${alt}”`;
}

function capital(words: string): string {
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}
