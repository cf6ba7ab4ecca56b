import type {World} from '../world.ts';
import type {Operation} from './operation.ts';
import {commentOperations} from './operations/comments.ts';
import {signalOperations} from './operations/signals.ts';
import {storyOperations} from './operations/stories.ts';
import {surfaceOperations} from './operations/surfaces.ts';

/** Every GraphQL operation the Facebook twin knows. A new surface adds its operations here. */
export const FACEBOOK_OPERATIONS: Record<string, Operation> = {
	...storyOperations,
	...commentOperations,
	...surfaceOperations,
	...signalOperations,
};

/** Under `opRenamed` the create mutation has a name nobody has seen. */
const RENAMED = 'ComposerStoryCreateNextMutation';

export function operationNamed(world: World, name: string): Operation | undefined {
	const known = world.weather.opRenamed && name === RENAMED ? 'ComposerStoryCreateMutation' : name;
	return Object.hasOwn(FACEBOOK_OPERATIONS, known) ? FACEBOOK_OPERATIONS[known] : undefined;
}
