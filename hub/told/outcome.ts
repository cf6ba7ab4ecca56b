/** What came of one try, in words. `final`: trying again would not help. */
export type Outcome = {ok: true; result: string} | {ok: false; result: string; final: boolean};
