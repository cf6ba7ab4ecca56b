import {expect} from 'vitest';

/** Asks until the answer fits, for up to ten seconds: machines that run several browsers are slow. */
export const eventually = <Value>(ask: () => Value) => expect.poll(ask, {timeout: 10_000, interval: 25});
