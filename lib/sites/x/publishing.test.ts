import {expect, test} from 'vitest';
import {neverOpened, publishing} from './publishing.ts';
import {readers} from './readers.ts';

test('every operation that the adapter takes for publishing is denied by URL, and nothing private is', () => {
	const denied = [...Object.values(publishing).flat(), ...neverOpened];
	const names = Object.keys(readers);
	const isDenied = (name: string) => denied.some(start => name.startsWith(start));
	expect(names.filter(name => readers[name] !== 'private' && !isDenied(name))).toEqual([]);
	expect(names.filter(name => readers[name] === 'private' && isDenied(name))).toEqual([]);
});
