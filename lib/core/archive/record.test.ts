import {describe, expect, test} from 'vitest';
import {parseCanonical} from './canonical.ts';
import {recordSchema} from './record.schema.ts';
import {chainEnd, chainStart, nextRecord, recordBytes, recordDigest} from './record.ts';

const beat = {
	nonce: '0'.repeat(32),
	gate: 'managed' as const,
	extension: '0.1.0',
	browser: 'Chromium 156',
	policy: null,
	accounts: ['x:42'],
	waiting: 0,
};

describe('records of a device', () => {
	const first = nextRecord(chainStart, 'dev-1', 1000, 'heartbeat', beat);
	const second = nextRecord(chainEnd(first), 'dev-1', 2000, 'heartbeat', beat);

	test('are numbered and chained', () => {
		expect([first.n, second.n]).toEqual([1, 2]);
		// SHA-256 of nothing, from FIPS 180.
		expect(first.prev).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
		expect(second.prev).toBe(recordDigest(recordBytes(first)));
	});

	test('read back from their bytes, and pass their schema', () => {
		const text = Buffer.from(recordBytes(second)).toString();
		expect(parseCanonical(text)).toEqual(second);
		expect(recordSchema.parse(parseCanonical(text))).toEqual(second);
	});

	test('without 128 random bits are refused: an erased text could be guessed from the digest', () => {
		const record = nextRecord(chainStart, 'dev-1', 1000, 'heartbeat', {...beat, nonce: '00'});
		expect(recordSchema.safeParse(record).success).toBe(false);
	});
});

describe('parseCanonical', () => {
	test('keeps a lone surrogate exactly', () => {
		const text = '{"text":{"utf16":[97,55357]}}';
		expect(parseCanonical(text)).toEqual({text: 'a\ud83d'});
	});

	test.each([
		['a space', '{"a": 1}'],
		['unsorted keys', '{"b":1,"a":2}'],
		['a doubled key', '{"a":1,"a":2}'],
		['another spelling of a number', '{"a":1.0}'],
		['an escape that is not needed', '{"a":"\\u0061"}'],
		['code units of a well-formed text', '{"text":{"utf16":[97]}}'],
		['no JSON', '{'],
	])('refuses %s', (_, text) => {
		expect(() => parseCanonical(text)).toThrow(expect.objectContaining({code: 'malformed'}));
	});
});
