import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {emptyDraft} from '../draft.ts';
import type {RoleAt} from '../identity/roles.ts';
import {demandedBy} from './expected.ts';
import {languageOf} from './language.ts';
import {type Route, routeFor, type When} from './route.ts';
import {type Candidate, completes, fixRoute, type Placed, stepFor} from './steps.ts';

const leeds = 'group/north/leeds';
const facts = {
	draft: {...emptyDraft('x', 'reply', '17'), text: 'Finance available'},
	findings: [{rule: 'FIN-20', pack: 'uk-motor-finance@2026.11.1'}],
	location: leeds,
	language: 'en',
	approvedBefore: 3,
} as const;
const route = (when: When): Route => ({name: 'r', when, order: 'sequence', steps: [{name: 's', need: 1}]});

describe('which route a draft takes', () => {
	test.each<[When, boolean]>([
		[{}, true],
		[{rules: ['FIN-20']}, true],
		[{rules: ['FIN-*']}, true],
		[{rules: ['FIN-2']}, false],
		[{topics: ['uk-motor-finance']}, true],
		[{topics: ['complaints']}, false],
		[{operations: ['reply', 'comment']}, true],
		[{operations: ['post']}, false],
		[{accounts: ['x:17']}, true],
		[{accounts: ['facebook:17']}, false],
		[{locations: ['group/north']}, true],
		[{locations: ['group/nor']}, false],
		[{languages: ['en']}, true],
		[{languages: ['cy']}, false],
		[{fewerApprovedThan: 4}, true],
		[{fewerApprovedThan: 3}, false],
		[{rules: ['FIN-20'], operations: ['post']}, false],
	])('%j matches: %s', (when, isMatch) => {
		expect(routeFor([route(when)], facts) !== undefined).toBe(isMatch);
	});

	test('the first that matches wins', () => {
		const routes = [
			route({operations: ['post']}),
			{...route({}), name: 'second'},
			{...route({}), name: 'third'},
		];
		expect(routeFor(routes, facts)?.name).toBe('second');
	});
});

test.each([
	['We have the car for you at our showroom', 'en'],
	['Wir haben das Auto für Sie und Ihre Familie', 'de'],
	['Nous avons la voiture pour vous et votre famille', 'fr'],
	['متوفر الآن في معرضنا', 'ar'],
	['Kestrel GT', null],
])('%j is %s', (text, language) => expect(languageOf(text)).toBe(language));

const reviewer = (location: string): RoleAt[] => [{role: 'reviewer', location}];
const candidate = (change: Partial<Candidate> = {}): Candidate => ({
	...{person: 'tom', roles: reviewer(leeds), competences: [], standsInFor: []},
	...change,
});
const placed = (change: Partial<Route>, more: Partial<Placed> = {}, pools = {}): Placed => ({
	location: leeds,
	authors: ['ann'],
	approvals: [],
	needed: 1,
	route: fixRoute({...route({}), ...change}, pools, ['ann'], null),
	...more,
});

describe('whose turn it is', () => {
	const two: Partial<Route> = {
		steps: [
			{name: 'a', need: 1},
			{name: 'b', need: 1, competence: 'finance'},
		],
	};
	const trained = candidate({competences: [{name: 'finance', until: 100}]});

	test('one step after the other', () => {
		expect(stepFor(placed(two), trained, 1)).toBe(0);
		expect(stepFor(placed(two, {approvals: [{reviewer: 'sam', step: 0}]}), trained, 1)).toBe(1);
	});

	test('an expired competence cannot approve, from its last millisecond on', () => {
		const waiting = placed(two, {approvals: [{reviewer: 'sam', step: 0}]});
		expect(stepFor(waiting, trained, 99)).toBe(1);
		expect(stepFor(waiting, trained, 100)).toBe('not-competent');
		expect(stepFor(waiting, candidate(), 1)).toBe('not-competent');
	});

	test('in parallel, each takes the step that is his', () => {
		const both = placed({...two, order: 'parallel'}, {approvals: [{reviewer: 'sam', step: 0}]});
		expect(stepFor(both, trained, 1)).toBe(1);
		expect(stepFor(both, candidate(), 1)).toBe('not-competent');
	});

	test('buddy branches and named persons, wherever they are; nobody else', () => {
		const pools = {buddies: {locations: ['group/south/hull']}, named: {persons: ['amira', 'ann']}};
		const hull = candidate({roles: reviewer('group/south/hull')});
		const buddies = placed({steps: [{name: 's', need: 1, pool: 'buddies'}]}, {}, pools);
		expect(stepFor(buddies, hull, 1)).toBe(0);
		expect(stepFor(placed({}), hull, 1)).toBe('not-a-reviewer');
		const named = placed({steps: [{name: 's', need: 'all', pool: 'named'}]}, {}, pools);
		expect(stepFor(named, {...hull, person: 'amira'}, 1)).toBe(0);
		expect(stepFor(named, candidate(), 1)).toBe('not-your-step');
		expect(named.route!.steps[0]).toMatchObject({persons: ['amira'], need: 1});
	});

	test('whoever stands in for a named person must review the place', () => {
		const named = placed({steps: [{name: 's', need: 1, pool: 'p'}]}, {}, {p: {persons: ['amira']}});
		expect(stepFor(named, candidate({standsInFor: ['amira']}), 1)).toBe(0);
		const stranger = candidate({standsInFor: ['amira'], roles: reviewer('group/south')});
		expect(stepFor(named, stranger, 1)).toBe('not-a-reviewer');
	});

	test('escalation asks more people and needs no fewer', () => {
		const pools = {wide: {locations: ['group/south']}};
		const before = placed({escalatesTo: 'wide'}, {}, pools);
		const after = {...before, route: {...before.route!, escalatedAt: 5}};
		const south = candidate({person: 'sue', roles: reviewer('group/south')});
		expect(stepFor(before, south, 1)).toBe('not-a-reviewer');
		expect(stepFor(after, south, 1)).toBe(0);
		expect(completes({...after, needed: 2}, {reviewer: 'sue', step: 0})).toBe(false);
	});

	test('no approval completes a hold whose other steps wait, whatever the order', () => {
		const need = fc.integer({min: 1, max: 3});
		const order = fc.constantFrom<Route['order']>('sequence', 'parallel');
		fc.assert(
			fc.property(fc.array(need, {minLength: 1, maxLength: 4}), order, fc.nat(12), (needs, how, count) => {
				const steps = needs.map((n, i) => ({name: `${i}`, need: n}));
				let hold = placed({steps, order: how});
				let done = false;
				for (let n = 0; n < count && !done; n++) {
					const step = stepFor(hold, candidate({person: `p${n}`}), 1);
					if (typeof step === 'string') break;
					const approval = {reviewer: `p${n}`, ...(step !== null && {step})};
					done = completes(hold, approval);
					hold = {...hold, approvals: [...hold.approvals, approval]};
					expect(done).toBe(hold.approvals.length === needs.reduce((a, b) => a + b, 0));
				}
			}),
		);
	});
});

test('the author’s browser demands what the signed rules ask for, not what the hub says', () => {
	const draft = {...emptyDraft('x', 'post', '17'), text: 'Finance'};
	const strict = {
		...route({fewerApprovedThan: 5}),
		steps: [
			{name: 'a', need: 2},
			{name: 'b', need: 1, pool: 'p'},
		],
	};
	const pools = {p: {persons: ['amira'], locations: ['group/south']}};
	const about = {draft, findings: [], location: leeds};
	expect(demandedBy({routes: [strict], pools}, about)).toEqual({
		needed: 1,
		locations: ['group/south'],
		persons: ['amira'],
	});
	expect(demandedBy({routes: [{...strict, when: {}}], pools}, about).needed).toBe(3);
	expect(demandedBy({approvals: 2}, about)).toEqual({needed: 2, locations: [], persons: []});
});
