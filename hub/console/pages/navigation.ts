import {Completeness} from './archive/Completeness.tsx';
import {Draw} from './archive/Draw.tsx';
import {Exports} from './archive/Exports.tsx';
import {Keeping} from './archive/Keeping.tsx';
import {Result} from './archive/Result.tsx';
import {Search} from './archive/Search.tsx';
import {Story} from './archive/Story.tsx';
import {Backtest} from './backtest/Backtest.tsx';
import {Backtests} from './backtest/Backtests.tsx';
import {Accounts} from './company/Accounts.tsx';
import {Company} from './company/Company.tsx';
import {Details} from './company/Details.tsx';
import {Directory} from './company/Directory.tsx';
import {TwoAdmins} from './company/TwoAdmins.tsx';
import {Complaints} from './complaints/Complaints.tsx';
import {Coverage} from './coverage/Coverage.tsx';
import {Browsers} from './deploy/Browsers.tsx';
import {Figures} from './figures/Figures.tsx';
import {Records} from './figures/Records.tsx';
import {Looks} from './looks/Looks.tsx';
import type {PageOf} from './page.ts';
import {People} from './people/People.tsx';
import {PersonPage} from './people/Person.tsx';
import {Replies} from './ready/Replies.tsx';
import {Reply} from './ready/Reply.tsx';
import {Write} from './ready/Write.tsx';
import {Releases} from './releases/Releases.tsx';
import {ReviewPage} from './review/ReviewPage.tsx';
import {Lexicons} from './rules/Lexicons.tsx';
import {NewRule} from './rules/NewRule.tsx';
import {Rule} from './rules/Rule.tsx';
import {Rules} from './rules/Rules.tsx';
import {Starter} from './rules/Starter.tsx';
import {Stops} from './stops/Stops.tsx';
import {Tasks} from './tasks/Tasks.tsx';
import {BeingTold} from './told/BeingTold.tsx';
import {HowIAmTold} from './told/HowIAmTold.tsx';

const admin = ['admin'] as const;
const writers = ['reviewer', 'admin'] as const;
const readers = ['admin', 'auditor'] as const;

/** The places of the console. A new page is one line here, under the word where people look for it. */
export const pages: readonly PageOf[] = [
	{at: '/archive', word: 'Archive', title: 'Search', roles: ['auditor'], Page: Search},
	{
		at: '/archive/completeness',
		word: 'Archive',
		title: 'Completeness',
		roles: ['auditor', 'admin'],
		Page: Completeness,
	},
	{
		at: '/archive/keeping',
		word: 'Archive',
		title: 'Legal holds and retention',
		roles: ['auditor', 'admin'],
		Page: Keeping,
	},
	{at: '/archive/exports', word: 'Archive', title: 'Exports', roles: ['auditor'], Page: Exports},
	{at: '/figures', word: 'Evaluation', title: 'Figures', roles: readers, Page: Figures},
	{at: '/archive/records', title: 'Records', roles: ['auditor'], Page: Records},
	{at: '/archive/searches/:id', title: 'Search', roles: ['auditor'], Page: Result},
	{at: '/archive/items/:item', title: 'Item', roles: ['auditor'], Page: Story},
	{at: '/archive/draws/:id', title: 'Draw', roles: ['auditor'], Page: Draw},
	{
		at: '/releases',
		word: 'Policy',
		title: 'Releases',
		roles: ['admin', 'auditor', 'rule-reviewer'],
		Page: Releases,
	},
	{at: '/tasks', word: 'Policy', title: 'Tasks', roles: 'anyone', Page: Tasks},
	{at: '/coverage', word: 'Policy', title: 'Coverage', roles: readers, Page: Coverage},
	{at: '/rules', word: 'Rules and alerts', title: 'Rules', roles: readers, Page: Rules},
	{at: '/word-lists', word: 'Rules and alerts', title: 'Word lists', roles: readers, Page: Lexicons},
	{
		at: '/backtest',
		word: 'Rules and alerts',
		title: 'Backtest',
		roles: ['admin', 'rule-reviewer'],
		Page: Backtests,
	},
	{at: '/backtest/:id', title: 'Backtest', roles: ['admin', 'rule-reviewer'], Page: Backtest},
	{at: '/rules/starter', title: 'Starter packs', roles: admin, Page: Starter},
	{at: '/rules/new', title: 'New rule', roles: admin, Page: NewRule},
	{at: '/rules/:pack/:rule', title: 'Rule', roles: readers, Page: Rule},
	{at: '/stops', word: 'Workflows', title: 'Stop orders', roles: readers, Page: Stops},
	{at: '/being-told', word: 'Workflows', title: 'Being told', roles: readers, Page: BeingTold},
	{at: '/how-i-am-told', word: 'Workflows', title: 'How I am told', roles: 'anyone', Page: HowIAmTold},
	{
		at: '/looks',
		word: 'Training',
		title: 'Second looks and practice',
		roles: readers,
		Page: Looks,
	},
	{at: '/review', word: 'Review', title: 'Held items', roles: ['reviewer'], Page: ReviewPage},
	{
		at: '/complaints',
		word: 'Review',
		title: 'Complaints',
		roles: ['reviewer', 'admin', 'auditor'],
		Page: Complaints,
	},
	{at: '/ready', word: 'Review', title: 'Ready replies', roles: writers, Page: Replies},
	{at: '/ready/new', title: 'Write a ready reply', roles: writers, Page: Write},
	{at: '/ready/:id/new', title: 'New version', roles: writers, Page: Write},
	{at: '/ready/:id/:version', title: 'Ready reply', roles: writers, Page: Reply},
	{at: '/company', word: 'Legal responsibilities', title: 'Company', roles: readers, Page: Company},
	{
		at: '/company/accounts',
		word: 'Legal responsibilities',
		title: 'Accounts',
		roles: readers,
		Page: Accounts,
	},
	{at: '/company/details', word: 'Legal responsibilities', title: 'Details', roles: readers, Page: Details},
	{at: '/people', word: 'Legal responsibilities', title: 'People', roles: readers, Page: People},
	{
		at: '/people/directory',
		word: 'Legal responsibilities',
		title: 'Directory',
		roles: admin,
		Page: Directory,
	},
	{
		at: '/company/changes',
		word: 'Legal responsibilities',
		title: 'Two admins',
		roles: readers,
		Page: TwoAdmins,
	},
	{at: '/browsers', word: 'Legal responsibilities', title: 'Browsers', roles: admin, Page: Browsers},
	{at: '/people/:person', title: 'Person', roles: readers, Page: PersonPage},
];
