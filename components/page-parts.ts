/** What the popup says of the page that one looks at. */
import {unseenWords} from '#lib/core/policy/unseen.ts';
import type {PageSeen} from '#lib/messaging/page-parts.ts';

/** In the order in which a post comes about. What a site's adapter names beyond these is told only when it fails. */
const names: Readonly<Record<string, string>> = {
	composer: 'Box to write in',
	text: 'Text',
	media: 'Files',
	account: 'Account',
	button: 'Post button',
	request: 'What the page sends',
};

interface PagePart {
	name: string;
	/** `null` = nothing to see of it yet. */
	holds: boolean | null;
}

export function partsOf({parts}: Pick<PageSeen, 'parts'>): PagePart[] {
	const known = Object.entries(names).map(([part, name]) => ({name, holds: parts[part] ?? null}));
	const others = Object.keys(parts).filter(part => !(part in names) && parts[part] === false);
	return [...known, ...others.map(name => ({name, holds: false}))];
}

export function pageWords(page: PageSeen): {isSeen: boolean; words: string} {
	if (!page.reached)
		return {isSeen: false, words: 'Countersign is not in this page yet. Reload it before you post.'};
	if (Object.values(page.parts).includes(false)) {
		const what = page.blind === 'closed' ? 'this page' : 'all of this page';
		return {isSeen: false, words: `Countersign can't see ${what}. ${unseenWords[page.blind]}`};
	}
	const words = page.handle === null ? 'Nobody is signed in on this page' : `This page: ${page.handle}`;
	return {isSeen: true, words};
}
