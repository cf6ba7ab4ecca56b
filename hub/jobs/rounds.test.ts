import {setImmediate} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {roundsOf} from './rounds.ts';

function part() {
	let begun = 0;
	let current = Promise.withResolvers<void>();
	return {
		begun: () => begun,
		end: (error?: Error) => (error ? current.reject(error) : current.resolve()),
		run() {
			begun += 1;
			current = Promise.withResolvers<void>();
			return current.promise;
		},
	};
}

test('a part that takes long is begun once, keeps no other waiting, and is waited for in the end', async () => {
	const [slow, quick] = [part(), part()];
	const heard: unknown[] = [];
	const onDone = () => void heard.push('done');
	const rounds = roundsOf([slow.run, quick.run], {onDone, onError: error => void heard.push(error)});
	rounds.begin();
	quick.end();
	await setImmediate();
	rounds.begin();
	expect([slow.begun(), quick.begun()]).toEqual([1, 2]);
	const failure = new Error('no disk');
	quick.end(failure);
	await setImmediate();
	expect(heard).toEqual(['done', failure]);
	let isEnded = false;
	const ended = rounds.end().then(() => {
		isEnded = true;
	});
	await setImmediate();
	expect(isEnded).toBe(false);
	slow.end(new Error('closed meanwhile'));
	await ended;
	expect(heard).toHaveLength(2);
});
