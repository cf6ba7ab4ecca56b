/** How far a rule has come, as a signed bundle says it. */
import type {Location} from '../identity/location.ts';

export const stages = ['draft', 'shadow', 'tip', 'hold'] as const;
/** `draft`: nothing at all. `shadow`: found and recorded, never shown. `tip`: shown, stops nothing. `hold`: as written. */
export type Stage = (typeof stages)[number];

export interface StageStep {
	stage: Stage;
	/** Here and everywhere below. */
	locations: readonly Location[];
	/** Milliseconds since 1970. */
	from: number;
}

/** By rule. A rule without steps is in force as written; one with steps is a draft until and where they say more. */
export type Stages = Readonly<Record<string, readonly StageStep[]>>;
