/** For tests: every way to change one field of a JSON value. */

export interface Mutation {
	/** `variables.reply.in_reply_to_tweet_id` */
	path: string;
	kind: 'changed' | 'removed' | 'added';
	value: unknown;
}

/** The value with each leaf changed, each key removed and one key added to each object, one at a time. */
export function mutationsOf(value: unknown): Mutation[] {
	return mutate(value, '');
}

function mutate(value: unknown, path: string): Mutation[] {
	if (Array.isArray(value))
		return [...items(value, path), {path, kind: 'added' as const, value: [...value, 'added']}];
	if (typeof value === 'object' && value !== null) return members(value as Record<string, unknown>, path);
	return leaf(value).map(changed => ({path, kind: 'changed', value: changed}));
}

function members(value: Record<string, unknown>, path: string): Mutation[] {
	const inner = (key: string) => (path ? `${path}.${key}` : key);
	const changed = Object.keys(value).flatMap(key =>
		mutate(value[key], inner(key)).map(each => ({...each, value: {...value, [key]: each.value}})),
	);
	const removed = Object.keys(value).map(key => {
		const {[key]: _, ...rest} = value;
		return {path: inner(key), kind: 'removed' as const, value: rest};
	});
	return [
		...changed,
		...removed,
		{path: inner('added_field'), kind: 'added' as const, value: {...value, added_field: 'x'}},
	];
}

function items(value: unknown[], path: string): Mutation[] {
	return value.flatMap((item, i) =>
		mutate(item, `${path}.${i}`).map(each => ({...each, value: value.with(i, each.value)})),
	);
}

function leaf(value: unknown): unknown[] {
	if (typeof value === 'string')
		return [`${value}1`, value.slice(0, -1), `${value}\u200B`, null].filter(v => v !== value);
	if (typeof value === 'number') return [value + 1, String(value)];
	if (typeof value === 'boolean') return [!value];
	return ['something', ['something'], {something: 1}];
}
