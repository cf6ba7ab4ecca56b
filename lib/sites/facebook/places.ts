/** Where a composer is and what it answers, from links alone: nothing else in the page is named by id. */
import type {Target} from '#lib/core/draft.ts';
import {targetOf} from './ids.ts';
import {selectors} from './selectors.ts';

const POST_IN_URL = [
	/\/(?:posts|permalink|videos|reel)\/(?:[^/?#]+\/)?(\d+|pfbid\w+)/,
	/[?&](?:story_fbid|multi_permalinks)=(\d+|pfbid\w+)/,
	/[?&]set=(?:pcb|gm)\.(\d+)/,
];

/** What a comment box answers; `null` when no link tells. */
export function answeredBy(form: Element): Target | null {
	const comment = commentAround(form);
	const post = postAround(form);
	if (!comment) return post ? {kind: 'post', id: post} : null;
	const id = commentId(linkTo(comment, 'comment_id'));
	return post && id ? {kind: 'comment', id: `${post}_${id}`} : null;
}

/** The comment that is being changed: one whose own words have made way for the form. */
export function editedBy(form: Element): Target | null {
	const comment = commentAround(form);
	if (!comment || ownWords(comment) !== '') return null;
	const post = postAround(form);
	const own = linkTo(comment, 'comment_id');
	const id = commentId(own, 'reply_comment_id') || commentId(own);
	return post && id ? {kind: 'comment', id: `${post}_${id}`} : null;
}

/** Words of the story or comment that a form answers, for the check. */
export function wordsAnswered(form: Element): string | undefined {
	const article = commentAround(form) ?? storyAround(form);
	return (article && ownWords(article)) || undefined;
}

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
	return story ?? form.closest('[role="dialog"]');
}

/** A number is worth more than a `pfbid`: only the number is in the request. */
function postAround(form: Element): string {
	const links = [...(storyAround(form)?.querySelectorAll<HTMLAnchorElement>('a[href]') ?? [])];
	const ids = [...links.map(link => link.getAttribute('href') ?? ''), location.href].flatMap(postIds);
	return ids.find(id => /^\d+$/.test(id)) ?? ids[0] ?? '';
}

function postIds(url: string): string[] {
	return POST_IN_URL.flatMap(pattern => pattern.exec(url)?.[1] ?? []);
}

/** The first link with this parameter that is the article's own, not that of an article inside it. */
function linkTo(article: Element, parameter: string): string {
	const links = [...article.querySelectorAll<HTMLAnchorElement>(`a[href*="${parameter}="]`)];
	return links.find(link => link.closest(selectors.article.css) === article)?.getAttribute('href') ?? '';
}

/** As a number, or as `comment:<post>_<comment>` in base64. */
function commentId(url: string, parameter = 'comment_id'): string {
	const value = new RegExp(`[?&]${parameter}=([^&#]+)`).exec(url)?.[1] ?? '';
	const decoded = targetOf(decodeURIComponent(value));
	return decoded ? (decoded.id.split('_')[1] ?? '') : /^\d+$/.test(value) ? value : '';
}

function ownWords(article: Element): string {
	const words = [...article.querySelectorAll(selectors.words.css)];
	return words
		.filter(
			each =>
				each.closest(selectors.article.css) === article &&
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
