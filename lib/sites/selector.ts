/** One assumption about a site's pages. */
export interface Selector {
	css: string;
	/** Why this one and no other. */
	why: string;
	/** How often it is found on a page of the sandbox, by the state of the page. */
	expect: Readonly<Record<string, number>>;
}
