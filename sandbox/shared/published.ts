export type PublishedKind =
	| 'post'
	| 'reply'
	| 'quote'
	| 'repost'
	| 'thread-item'
	| 'edit'
	| 'article'
	| 'comment'
	| 'share'
	| 'story'
	| 'reel'
	| 'note'
	| 'dm'
	| 'like'
	| 'reaction'
	| 'bookmark'
	| 'schedule'
	| 'delete'
	| 'undo'
	| 'pending';

export interface Media {
	id: string;
	type: string;
	size: number;
	sha256: string;
	name?: string;
}

export interface Poll {
	choices: string[];
	minutes: number;
}

/** One thing the public or a recipient would see. The sandbox's ground truth. */
export interface Published {
	id: string;
	site: 'x' | 'facebook';
	kind: PublishedKind;
	text: string;
	media: Media[];
	alt: string[];
	poll: Poll | null;
	/** The post, story or thread it answers, quotes, edits or deletes. */
	target: string | null;
	/** The site's own immutable account id. */
	actor: string;
	audience: string | null;
	receivedAt: number;
	publishedAt: number;
	op: string;
}
