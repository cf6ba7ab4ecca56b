import type {TestHub} from '../hub.fixture.ts';
import {holdBehaviours} from './holds.behaviours.ts';

/** Everything the hub promises, whatever database it stands on. */
export function hubBehaviours(open: () => Promise<TestHub>): void {
	holdBehaviours(open);
}
