import * as z from 'zod';
import {type Answer, type Exchange, empty, json} from '../http.ts';
import {failureFor, reject} from '../world.ts';
import {errorAnswer, type Operation, XError} from './operation.ts';
import {operationNamed, X_OPERATIONS} from './operations.ts';
import {sessionOf} from './session.ts';
import {signingFault} from './signing.ts';

const bodySchema = z.strictObject({
	variables: z.unknown(),
	features: z.record(z.string(), z.boolean()),
	queryId: z.string(),
});

/** POST `…/graphql/<queryId>/<Operation>`. Everything unknown or malformed is an error and is listed. */
export function graphql(exchange: Exchange): Answer {
	const [queryId, name] = exchange.path.split('/').slice(-2) as [string, string];
	return call(exchange, queryId, name);
}

/** POST to bare `/i/api/graphql`: the operation is known by the `queryId` in the body alone. */
export function bareGraphql(exchange: Exchange): Answer {
	const body = bodySchema.safeParse(parseJson(exchange.body));
	const queryId = body.data?.queryId ?? '';
	const loads = [...exchange.world.loads.values()].filter(load => load.site === 'x');
	const ids = loads.flatMap(load => Object.entries(load.ids));
	return call(exchange, queryId, ids.find(([, id]) => id === queryId)?.[0] ?? '');
}

/** POST `/i/api/1.1/statuses/update.json`: the old way to post, still used by API clients. */
export function updateStatus(exchange: Exchange): Answer {
	exchange.entry.operation = 'statuses/update';
	const session = sessionOf(exchange);
	exchange.entry.actor = session?.account.id ?? null;
	const fault = signingFault(exchange, session);
	if (fault) return refuse(exchange, fault.reason, json({errors: [{code: fault.code}]}, 403));
	const form = new URLSearchParams(exchange.body.toString('utf8'));
	const parent = form.get('in_reply_to_status_id');
	return run(exchange, X_OPERATIONS.CreateTweet!, 'statuses/update', {
		tweet_text: form.get('status') ?? '',
		dark_request: false,
		semantic_annotation_ids: [],
		...(parent ? {reply: {in_reply_to_tweet_id: parent, exclude_reply_user_ids: []}} : {}),
	});
}

function call(exchange: Exchange, queryId: string, name: string): Answer {
	const {entry} = exchange;
	entry.operation = name;
	const operation = operationNamed(exchange.world, name);
	if (!operation) return refuse(exchange, 'unknown operation', empty(404));
	const session = sessionOf(exchange);
	entry.actor = session?.account.id ?? null;
	const fault = signingFault(exchange, session);
	if (fault)
		return refuse(exchange, fault.reason, json(errorAnswer(operation.field, new XError(fault.code))));
	if (!knownQueryId(exchange, queryId, name)) return refuse(exchange, 'unknown queryId', empty(404));
	const body = parseBody(exchange, queryId, operation);
	if (typeof body === 'string') return refuse(exchange, body, empty(422));
	return run(exchange, operation, name, body.variables);
}

function run(exchange: Exchange, operation: Operation, name: string, variables: unknown): Answer {
	const {world, entry} = exchange;
	const failure = operation.does === 'write' ? failureFor(world, name) : undefined;
	const early = failure && failBefore(exchange, operation, failure);
	if (early) return early;
	try {
		const account = sessionOf(exchange)!.account;
		const before = world.ledger.published.length;
		const data = operation.run({world, account, op: name, variables, receivedAt: world.clock.now()} as never);
		// A `dark_request` preview is a write that publishes nothing.
		const wrote = world.ledger.published.length > before;
		entry.outcome = wrote ? 'published' : operation.does === 'read' ? 'read' : 'draft';
		const answer = json({data});
		return {...answer, drop: failure === 'lost', delay: operation.does === 'write' ? world.weather.slow : 0};
	} catch (error) {
		if (!(error instanceof XError)) throw error;
		return refuse(exchange, error.message, json(errorAnswer(operation.field, error)));
	}
}

/** Failures that publish nothing; `lost` publishes and is handled after. */
function failBefore(exchange: Exchange, operation: Operation, kind: string): Answer | undefined {
	if (kind === 'lost') return undefined;
	if (kind === 'noId') return refuse(exchange, 'weather: no id', json({data: {}}));
	if (kind === 'network') return refuse(exchange, 'weather: network', {status: 0, drop: true});
	if (['403', '429', '503'].includes(kind)) return refuse(exchange, `weather: ${kind}`, empty(Number(kind)));
	return refuse(exchange, `weather: ${kind}`, json(errorAnswer(operation.field, new XError(Number(kind)))));
}

function parseBody(exchange: Exchange, queryId: string, operation: Operation): {variables: unknown} | string {
	const parsed = bodySchema.safeParse(parseJson(exchange.body));
	if (!parsed.success) return `malformed body: ${z.prettifyError(parsed.error)}`;
	if (parsed.data.queryId !== queryId) return 'queryId of body and path differ';
	const variables = operation.variables.safeParse(parsed.data.variables);
	return variables.success
		? {variables: variables.data}
		: `malformed variables: ${z.prettifyError(variables.error)}`;
}

/** Ids are random per page load; any load's id counts, as open tabs keep theirs. */
function knownQueryId({world}: Exchange, queryId: string, name: string): boolean {
	const known = Object.hasOwn(X_OPERATIONS, name) ? name : 'CreateTweet';
	return [...world.loads.values()].some(load => load.site === 'x' && load.ids[known] === queryId);
}

function refuse({world, entry, host, path}: Exchange, reason: string, answer: Answer): Answer {
	entry.outcome = 'refused';
	reject(world, {host, path, operation: entry.operation, reason});
	return answer;
}

export function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return undefined;
	}
}
