/** The whole space of a hold with three persons who talk, and a million random stories: too much for every run. */
process.env.COUNTERSIGN_EXPLORE = 'all';
process.env.COUNTERSIGN_SCHEDULES = '1000000';

await import('../../lib/core/review/explore.test.ts');
await import('../../lib/core/review/schedules.test.ts');

export {};
