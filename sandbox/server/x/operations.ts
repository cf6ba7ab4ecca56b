import type {World} from '../world.ts';
import type {Operation} from './operation.ts';
import {articleOperations} from './operations/articles.ts';
import {engagementOperations} from './operations/engagement.ts';
import {laterOperations} from './operations/later.ts';
import {postOperations} from './operations/posts.ts';
import {readOperations} from './operations/reads.ts';

/** Every GraphQL operation the X twin knows. A new surface adds its operations here. */
export const X_OPERATIONS: Record<string, Operation> = {
	...postOperations,
	...engagementOperations,
	...laterOperations,
	...articleOperations,
	...readOperations,
};

/** Looks an operation up by the name in the URL; `opRenamed` renames one. */
export function operationNamed(world: World, name: string): Operation | undefined {
	const known = world.weather.opRenamed && name === 'CreateTweet2' ? 'CreateTweet' : name;
	return Object.hasOwn(X_OPERATIONS, known) ? X_OPERATIONS[known] : undefined;
}
