/** Being told outside the browser, as Kysely sees it. */
export interface ToldTables {
	/** One row, `company`: JSON of `ToldSettings`. */
	told_settings: {id: string; settings: string; by: string; at: number};
	/** JSON of `ToldPerson`: each person's own. */
	told_people: {person: string; email: string; wishes: string; at: number};
	told_channels: {
		id: string;
		/** JSON of `Channel` without its address. */
		about: string;
		/** JWE of `{url, secret}` under the hub's key-encryption key: an address of Slack is a secret itself. */
		sealed: string;
		/** What people see of the address. */
		host: string;
		created_at: number;
	};
	/** Who was told of which step of what. Its key is what makes "never twice" true in every hub process. */
	tellings: {subject: string; step: string; person: string; at: number};
	/** The outbox. */
	messages: {
		id: string;
		/** `mail`, or the id of a channel. */
		to: string;
		/** `null`: a channel's. */
		person: string | null;
		kind: string;
		/** 1: sent in quiet hours because it was worth it. */
		wakes: number;
		/** JSON of `Message`; never more of a draft than the company's setting allowed when it was written. */
		message: string;
		created_at: number;
		state: 'waiting' | 'sent' | 'dead';
		attempts: number;
		/** Not before. While a process delivers it, when another may try. */
		next_at: number;
		done_at: number | null;
		/** What the last try came to, in words. */
		result: string;
	};
}
