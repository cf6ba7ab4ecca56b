import {describe, expect, test} from 'vitest';
import {isLocation, isWithin} from './location.ts';
import {hasRole, mayGrant, mayHold, type RoleAt} from './roles.ts';

describe('locations', () => {
	test.each([
		['group', true],
		['group/north/leeds', true],
		['group/st-albans', true],
		['', false],
		['north/leeds', false],
		['group/', false],
		['group//leeds', false],
		['group/../leeds', false],
		['group/Leeds', false],
		['group/-leeds', false],
		[`group/${'a'.repeat(65)}`, false],
	])('%j is a location: %s', (text, expected) => expect(isLocation(text)).toBe(expected));

	test.each([
		['group/north/leeds', 'group', true],
		['group/north/leeds', 'group/north', true],
		['group/north', 'group/north', true],
		['group/northwich', 'group/north', false],
		['group', 'group/north', false],
	])('%s is within %s: %s', (inner, outer, expected) => expect(isWithin(inner, outer)).toBe(expected));
});

describe('roles', () => {
	const north: RoleAt[] = [{role: 'reviewer', location: 'group/north'}];

	test.each([
		['reviewer', 'group/north/leeds', true],
		['reviewer', 'group/south', false],
		['reviewer', 'group', false],
		['author', 'group/north', false],
	] as const)('a reviewer of the north as %s at %s: %s', (role, location, expected) =>
		expect(hasRole(north, role, location)).toBe(expected),
	);

	test.each<{roles: RoleAt[]; expected: string | undefined}>([
		{roles: [{role: 'admin', location: 'group'}], expected: undefined},
		{
			roles: [
				{role: 'author', location: 'group'},
				{role: 'reviewer', location: 'group'},
			],
			expected: undefined,
		},
		{
			roles: [
				{role: 'admin', location: 'group/north'},
				{role: 'auditor', location: 'group/south'},
			],
			expected: 'admin-and-auditor',
		},
		{roles: [{role: 'author', location: 'elsewhere'}], expected: 'not-a-location'},
	])('$roles together: $expected', ({roles, expected}) => expect(mayHold(roles)).toBe(expected));

	test('an admin grants at and below his own place only', () => {
		const admin: RoleAt[] = [{role: 'admin', location: 'group/north'}];
		expect(mayGrant(admin, [{role: 'author', location: 'group/north/leeds'}])).toBe(true);
		expect(mayGrant(admin, [{role: 'author', location: 'group'}])).toBe(false);
		expect(mayGrant(north, [{role: 'author', location: 'group/north'}])).toBe(false);
	});
});
