/*
 * Who and what is in the sandbox after a reset: plain data with fixed ids, so that tests and the demo can
 * register the accounts with a hub. All people, firms and texts are invented.
 */

export interface XAccount {
	id: string;
	handle: string;
	name: string;
	kind: 'company' | 'personal' | 'customer';
	/** Long posts, edits and the undo window are for premium accounts only. */
	premium: boolean;
	hue: number;
}

export interface FacebookActor {
	id: string;
	name: string;
	kind: 'person' | 'page' | 'customer';
	company: boolean;
	hue: number;
}

export interface SeedPost {
	id: string;
	author: string;
	text: string;
	minutesAgo: number;
	replyTo?: string;
}

export interface SeedStory {
	id: string;
	author: string;
	text: string;
	minutesAgo: number;
	group?: string;
	comments: SeedComment[];
}

export interface SeedComment {
	id: string;
	author: string;
	text: string;
	minutesAgo: number;
}

export interface Group {
	id: string;
	name: string;
	/** `approval`: posts wait for a group admin and are not public. */
	mode: 'open' | 'approval' | 'anonymous';
}

/** X accounts that are signed in; the first is active in a fresh browser. */
export const X_ACCOUNTS: readonly XAccount[] = [
	{
		id: '1450000000000000101',
		handle: 'HarwellStoneLeeds',
		name: 'Harwell & Stone Leeds',
		kind: 'company',
		premium: true,
		hue: 214,
	},
	{
		id: '1450000000000000102',
		handle: 'HarwellStoneYork',
		name: 'Harwell & Stone York',
		kind: 'company',
		premium: true,
		hue: 265,
	},
	{
		id: '1450000000000000201',
		handle: 'priya_nair_',
		name: 'Priya Nair',
		kind: 'personal',
		premium: false,
		hue: 338,
	},
];

/** Other people on X: they have posted, nobody is signed in as them. */
export const X_CUSTOMERS: readonly XAccount[] = [
	{
		id: '1450000000000000301',
		handle: 'moira_trent',
		name: 'Moira Trent',
		kind: 'customer',
		premium: false,
		hue: 20,
	},
	{
		id: '1450000000000000302',
		handle: 'jcalloway_drives',
		name: 'Jonah Calloway',
		kind: 'customer',
		premium: false,
		hue: 150,
	},
	{
		id: '1450000000000000303',
		handle: 'AireValleyMotors',
		name: 'Aire Valley Motoring Club',
		kind: 'customer',
		premium: false,
		hue: 95,
	},
	{
		id: '1450000000000000304',
		handle: 'samir_on_wheels',
		name: 'Samir Adeyemi',
		kind: 'customer',
		premium: false,
		hue: 190,
	},
];

export const X_POSTS: readonly SeedPost[] = [
	{
		id: '1990000000000001001',
		author: '1450000000000000301',
		minutesAgo: 34,
		text: 'Test drove the Kestrel GT at @HarwellStoneLeeds this morning. Quiet, quick, and the boot takes the pram. What would it cost me a month on finance?',
	},
	{
		id: '1990000000000001002',
		author: '1450000000000000302',
		minutesAgo: 71,
		text: 'Ordered brake pads on Tuesday, still waiting. Anyone at @HarwellStoneLeeds able to tell me when they arrive?',
	},
	{
		id: '1990000000000001003',
		author: '1450000000000000303',
		minutesAgo: 145,
		text: 'Sunday run is on 🚗\n\nMeet 9:30 at the ring road services, coffee first, back by lunch. #AireValleyRun',
	},
	{
		id: '1990000000000001004',
		author: '1450000000000000304',
		minutesAgo: 190,
		text: 'Winter tyres on, screen wash full, flask in the door pocket. Bring on the moors.',
	},
	{
		id: '1990000000000001005',
		author: '1450000000000000101',
		minutesAgo: 240,
		text: 'Our Leeds showroom is open until 18:00 today. The kettle is on and the Kestrels are charged.',
	},
];

/** The person who is signed in to Facebook: cookie `c_user`. */
export const FACEBOOK_PERSON: FacebookActor = {
	id: '100090000000201',
	name: 'Priya Nair',
	kind: 'person',
	company: false,
	hue: 338,
};

/** Pages this person can act as: cookie `i_user`. The first is active in a fresh browser. */
export const FACEBOOK_PAGES: readonly FacebookActor[] = [
	{id: '61550000000101', name: 'Harwell & Stone Leeds', kind: 'page', company: true, hue: 214},
	{id: '61550000000102', name: 'Harwell & Stone York', kind: 'page', company: true, hue: 265},
];

export const FACEBOOK_CUSTOMERS: readonly FacebookActor[] = [
	{id: '100090000000301', name: 'Moira Trent', kind: 'customer', company: false, hue: 20},
	{id: '100090000000302', name: 'Jonah Calloway', kind: 'customer', company: false, hue: 150},
	{id: '100090000000303', name: 'Bryn Hallam', kind: 'customer', company: false, hue: 95},
	{id: '100090000000304', name: 'Samir Adeyemi', kind: 'customer', company: false, hue: 190},
];

export const FACEBOOK_GROUPS: readonly Group[] = [
	{id: '700000000000301', name: 'Aire Valley Car Owners', mode: 'open'},
	{id: '700000000000302', name: 'Kestrel GT Owners UK', mode: 'approval'},
	{id: '700000000000303', name: 'Leeds Parents Ask', mode: 'anonymous'},
];

export const FACEBOOK_STORIES: readonly SeedStory[] = [
	{
		id: '122100000001001',
		author: '61550000000101',
		minutesAgo: 52,
		text: 'Service plans for every Kestrel are back at Leeds. Pop in or message us for a quote.',
		comments: [
			{
				id: '122100000002001',
				author: '100090000000302',
				minutesAgo: 41,
				text: 'I have been waiting three weeks for a call back about my gearbox. This is not good enough.',
			},
			{
				id: '122100000002002',
				author: '100090000000301',
				minutesAgo: 30,
				text: 'Do you do the plan on cars over five years old?',
			},
		],
	},
	{
		id: '122100000001002',
		author: '100090000000303',
		minutesAgo: 118,
		text: 'Lovely evening over the dale. Roof down, heater on full. 😀\n\nWho else is out?',
		comments: [
			{
				id: '122100000002003',
				author: '100090000000304',
				minutesAgo: 96,
				text: 'On my way, save me a parking space.',
			},
		],
	},
	{
		id: '122100000001003',
		author: '61550000000102',
		minutesAgo: 200,
		text: 'York is hosting a free winter check this Saturday: lights, tyres, battery. No booking needed.',
		comments: [],
	},
	{
		id: '122100000001004',
		author: '100090000000301',
		group: '700000000000301',
		minutesAgo: 260,
		text: 'Has anyone had the software update on a 2023 Kestrel yet? Worth it?',
		comments: [
			{
				id: '122100000002004',
				author: '100090000000302',
				minutesAgo: 250,
				text: 'Yes, the range estimate is honest now.',
			},
		],
	},
];
