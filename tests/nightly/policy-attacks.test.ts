/** Each kind of attack on the distribution of rules a thousand times: some minutes. */
process.env.COUNTERSIGN_ATTACKS = '1000';

await import('../../lib/desk/policy-attacks.test.ts');

export {};
