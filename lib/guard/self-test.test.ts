import {expect, test} from 'vitest';
import {createSelfTest} from './self-test.ts';

const site = {selfTest: () => ({composer: true, media: null})};
const request = (selfTest: ReturnType<typeof createSelfTest>) => selfTest.parts().request;

test('what the adapter says, and whether a request was seen', () => {
	const selfTest = createSelfTest(site, () => true);
	expect(selfTest.parts()).toEqual({composer: true, media: null, request: null});
	selfTest.asked();
	expect(selfTest.parts()).toEqual({composer: true, media: null, request: true});
});

test('without its page lock a page shows nothing of what it sends', () => {
	const selfTest = createSelfTest(site, () => false);
	expect(request(selfTest)).toBe(false);
});

test('what left past the page lock once may do so again, whatever else was seen', () => {
	const selfTest = createSelfTest(site, () => true);
	selfTest.asked();
	selfTest.passedBy();
	selfTest.asked();
	expect(request(selfTest)).toBe(false);
	expect(selfTest.isPassedBy()).toBe(true);
});
