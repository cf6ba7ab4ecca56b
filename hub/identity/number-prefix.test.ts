import {expect, test} from 'vitest';
import {prefixOf} from './number-prefix.ts';

test.each([
	['Harwell & Stone', 'group/north/leeds', 'HS-L'],
	['Harwell & Stone', 'group', 'HS'],
	['Harwell & Stone', 'group/north/2nd-hand', 'HS-2'],
	['Østergård Biler', 'group/nord', 'B-N'],
	['Éclair & Söhne', 'group/süd', 'ES-S'],
	['The Very Long Name Of A Firm', 'group', 'TVLN'],
	['ООО «Ромашка»', 'group/moscow', 'CS-M'],
	['', 'group', 'CS'],
	['&&&', 'group', 'CS'],
])('numbers of %j at %s begin with %s', (organisation, location, prefix) => {
	expect(prefixOf(organisation, location)).toBe(prefix);
});
