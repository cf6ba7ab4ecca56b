import type {PageOf} from './page.ts';
import {People} from './people/People.tsx';

/** The places of the console. A new page is one line here, under the word where people look for it. */
export const pages: readonly PageOf[] = [
	{
		at: '/people',
		word: 'Legal responsibilities',
		title: 'People',
		roles: ['admin', 'auditor'],
		Page: People,
	},
];
