import type {Look} from './judgements.ts';
import {isEmpty} from './statuses.ts';
import type {Status} from './ui/words.ts';

/** A sentence about one draft: until its text changes. */
export interface Notices {
	/** `overEmpty`: also said over the composer that the site has emptied. */
	say(look: Look, status: Status, overEmpty?: boolean): void;
	of(look: Look | undefined): Status | undefined;
	drop(): void;
}

export function createNotices(): Notices {
	let notice: {digest: string; status: Status; overEmpty: boolean} | undefined;
	return {
		say: ({digest}, status, overEmpty = false) => {
			notice = {digest, status, overEmpty};
		},
		of(look) {
			if (notice && look && notice.digest !== look.digest && !(notice.overEmpty && isEmpty(look)))
				notice = undefined;
			return notice?.status;
		},
		drop: () => {
			notice = undefined;
		},
	};
}
