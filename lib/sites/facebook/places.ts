/** Where a composer is and what it answers, from links alone: nothing else in the page is named by id. */
import type {Target} from '#lib/core/draft.ts';
import {targetOf} from './ids.ts';
import {selectors} from './selectors.ts';

let askPage: (element: Element) => string = () => '';

/** Sets how to ask the page's own components about a form; until then links alone tell. */
export function consultPage(ask: typeof askPage): void {
	askPage = ask;
}

const POST_IN_URL = [
	/\/(?:posts|permalink|videos|reel)\/(?:[^/?#]+\/)?(\d+|pfbid\w+)/,
	/[?&](?:story_fbid|multi_permalinks)=(\d+|pfbid\w+)/,
	/[?&]set=(?:pcb|gm)\.(\d+)/,
];

/** A time to go out is being set: only the request says which. */
export function isTimed(root: Element): boolean {
	return root.querySelector(selectors.time.css) !== null;
}

/** What a comment box answers; `null` when no link tells. */
export function answeredBy(form: Element): Target | null {
	const comment = commentAround(form);
	if (comment) return commentTarget(commentId(linkTo(comment, 'comment_id')));
	const post = postAround(form);
	return post ? {kind: 'post', id: post} : null;
}

/** The comment that is being changed: one whose own words have made way for the form. */
export function editedBy(form: Element): Target | null {
	const comment = commentAround(form);
	if (!comment || ownWords(comment) !== '') return null;
	const own = linkTo(comment, 'comment_id');
	return commentTarget(commentId(own, 'reply_comment_id') || commentId(own));
}

function commentTarget(id: string): Target | null {
	return id ? {kind: 'comment', id} : null;
}

/** Words of the story or comment that a form answers, for the check. */
export function wordsAnswered(form: Element): string | undefined {
	const article = commentAround(form) ?? storyAround(form);
	return (article && ownWords(article)) || undefined;
}

/** How long ago the answered comment was written: "41m", "3h", as coarse as the page is. */
export function repliesAfter(form: Element): number | undefined {
	const comment = commentAround(form);
	const said = comment && ownLink(comment, 'comment_id')?.textContent;
	const [, n, unit] = /^(\d+) ?([mhdw])/.exec(said?.trim() ?? '') ?? [];
	return n && unit ? Number(n) * units[unit as keyof typeof units] : undefined;
}

const minute = 60_000;
const units = {m: minute, h: 60 * minute, d: 24 * 60 * minute, w: 7 * 24 * 60 * minute};

/** A group with a name of its own in the address cannot be told by number here. */
export function groupOfRoute(): Target | null {
	const id = /^\/groups\/(\d+)/.exec(location.pathname)?.[1];
	return id ? {kind: 'group', id} : null;
}

/** An article inside another is a comment; in a dialog with one post, all articles are. */
function commentAround(form: Element): Element | null {
	const article = form.closest(selectors.article.css);
	if (!article) return null;
	const isNested = article.parentElement?.closest(selectors.article.css);
	return isNested || linkTo(article, 'comment_id') ? article : null;
}

function storyAround(form: Element): Element | null {
	let story: Element | null = null;
	for (
		let at = form.closest(selectors.article.css);
		at;
		at = at.parentElement?.closest(selectors.article.css) ?? null
	)
		if (!linkTo(at, 'comment_id')) story = at;
	return story ?? form.closest(selectors.listed.css) ?? form.closest('[role="dialog"]');
}

/** A number is worth more than a `pfbid`: only the number is in the request. */
function postAround(form: Element): string {
	const links = [...(storyAround(form)?.querySelectorAll<HTMLAnchorElement>('a[href]') ?? [])];
	const ids = [...links.map(link => link.getAttribute('href') ?? ''), location.href].flatMap(postIds);
	const asked = targetOf(askPage(form));
	return ids.find(id => /^\d+$/.test(id)) ?? (asked?.kind === 'post' ? asked.id : (ids[0] ?? ''));
}

function postIds(url: string): string[] {
	return POST_IN_URL.flatMap(pattern => pattern.exec(url)?.[1] ?? []);
}

/** The first link with this parameter that is the article's own, not that of an article inside it. */
function linkTo(article: Element, parameter: string): string {
	return ownLink(article, parameter)?.getAttribute('href') ?? '';
}

function ownLink(article: Element, parameter: string): HTMLAnchorElement | undefined {
	const links = [...article.querySelectorAll<HTMLAnchorElement>(`a[href*="${parameter}="]`)];
	return links.find(link => link.closest(selectors.article.css) === article);
}

/** As a number, or as `comment:<post>_<comment>` in base64. */
function commentId(url: string, parameter = 'comment_id'): string {
	// Not `decodeURIComponent`: a malformed link of a page must not throw in the gesture lock.
	const value = new URLSearchParams(/\?([^#]*)/.exec(url)?.[1]).get(parameter) ?? '';
	const decoded = targetOf(value);
	return decoded ? decoded.id : /^\d+$/.test(value) ? value : '';
}

function ownWords(article: Element): string {
	const words = [...article.querySelectorAll(selectors.words.css)];
	// A story may be no article itself: its comments are.
	const own = article.closest(selectors.article.css);
	return words
		.filter(
			each =>
				each.closest(selectors.article.css) === own &&
				!each.closest('form') &&
				!each.querySelector(selectors.words.css),
		)
		.map(visibleText)
		.filter(text => text !== '')
		.join('\n');
}

function visibleText(element: Element): string {
	const copy = element.cloneNode(true) as Element;
	for (const image of copy.querySelectorAll('img')) image.replaceWith(image.alt);
	return copy.textContent ?? '';
}
