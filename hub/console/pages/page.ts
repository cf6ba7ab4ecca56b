import type {ComponentType} from 'react';
import type {ConsoleSession} from '#lib/api/console.ts';
import type {Role} from '#lib/core/identity/roles.ts';

/** The words people know from their social media policy, then the auditor's place and the reviewer's. */
export const words = [
	'Policy',
	'Rules and alerts',
	'Legal responsibilities',
	'Workflows',
	'Training',
	'Evaluation',
	'Archive',
	'Review',
] as const;
export type Word = (typeof words)[number];

export interface PageProps {
	session: ConsoleSession;
	/** The names in the place, by its pattern. */
	names: Record<string, string>;
}

export interface PageOf {
	/** `/rules/:rule` */
	at: string;
	/** Under which word; absent: reached from another page. */
	word?: Word;
	title: string;
	/** Who sees it; the hub asks again, whatever is shown here. */
	roles: 'anyone' | readonly Role[];
	Page: ComponentType<PageProps>;
}

export function mayOpen({roles}: Pick<PageOf, 'roles'>, {person}: ConsoleSession): boolean {
	return roles === 'anyone' || person.roles.some(({role}) => roles.includes(role));
}
