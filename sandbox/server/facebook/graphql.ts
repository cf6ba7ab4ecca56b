import * as z from 'zod';
import {type Answer, type Exchange, empty} from '../http.ts';
import {failureFor, type Load, reject, type World} from '../world.ts';
import {FacebookError, type Line, type Operation} from './operation.ts';
import {FACEBOOK_OPERATIONS, operationNamed} from './operations.ts';
import {type FacebookSession, sessionOf} from './session.ts';

const fieldsSchema = z.looseObject({
	av: z.string(),
	__user: z.string(),
	fb_dtsg: z.string(),
	lsd: z.string(),
	variables: z.string(),
	doc_id: z.string(),
});
type Fields = z.infer<typeof fieldsSchema>;

/** POST `/api/graphql/`: form fields in, lines of JSON out, HTTP 200 whatever happens. */
export async function graphql(exchange: Exchange): Promise<Answer> {
	const {world, entry} = exchange;
	const form = await formOf(exchange);
	entry.body = form;
	const name = nameOf(exchange, form);
	entry.operation = name;
	const operation = operationNamed(world, name);
	if (!operation)
		return refuse(exchange, `unknown operation ${name || '(no name)'}`, critical(world, 1_675_012));
	const fields = fieldsSchema.safeParse(form);
	if (!fields.success)
		return refuse(exchange, `malformed form: ${z.prettifyError(fields.error)}`, critical(world, 1_675_012));
	const session = sessionOf(exchange);
	const fault = faultOf(exchange, session, fields.data, name);
	if (fault)
		return refuse(exchange, fault.reason, fault.code === 1_357_004 ? guarded() : critical(world, fault.code));
	entry.actor = session!.actor.id;
	return run(exchange, {operation, name, session: session!, fields: fields.data});
}

interface Accepted {
	operation: Operation;
	name: string;
	session: FacebookSession;
	fields: Fields;
}

function run(exchange: Exchange, {operation, name, session, fields}: Accepted): Answer {
	const {world, entry} = exchange;
	const write = operation.does === 'write';
	const failure = write ? failureFor(world, name) : undefined;
	const early = failure && failBefore(exchange, failure);
	if (early) return early;
	try {
		const variables = parseVariables(operation, fields, session);
		const cookies: string[] = [];
		const lines = operation.run({
			world,
			actor: session.actor,
			op: name,
			variables,
			receivedAt: world.clock.now(),
			setCookie: (cookie: string) => cookies.push(cookie),
		} as never);
		entry.outcome = write ? 'published' : operation.does === 'read' ? 'read' : 'other';
		const answer = stream(world, lines, failure === 'warning');
		if (cookies.length > 0) answer.headers!['set-cookie'] = cookies;
		return {...answer, drop: failure === 'lost', delay: write ? world.weather.slow : 0};
	} catch (error) {
		if (!(error instanceof FacebookError)) throw error;
		return refuse(exchange, error.message, critical(world, error.code));
	}
}

function parseVariables(operation: Operation, fields: Fields, session: FacebookSession): never {
	const parsed = operation.variables.safeParse(parseJson(fields.variables));
	if (!parsed.success)
		throw new FacebookError(1_675_012, `malformed variables: ${z.prettifyError(parsed.error)}`);
	const {input} = parsed.data as {input?: {actor_id?: string}};
	if (input?.actor_id !== undefined && input.actor_id !== session.actor.id)
		throw new FacebookError(1_357_051, 'actor_id is not the acting profile');
	return parsed.data as never;
}

function failBefore(exchange: Exchange, kind: string): Answer | undefined {
	if (kind === 'lost' || kind === 'warning') return undefined;
	if (kind === 'network') return refuse(exchange, 'weather: network', {status: 0, drop: true});
	if (['403', '429', '503'].includes(kind)) return refuse(exchange, `weather: ${kind}`, empty(Number(kind)));
	if (kind === '1357004') return refuse(exchange, 'weather: 1357004', guarded());
	return refuse(exchange, `weather: ${kind}`, critical(exchange.world, Number(kind)));
}

function faultOf(
	{world, headers}: Exchange,
	session: FacebookSession | undefined,
	fields: Fields,
	name: string,
): {code: number; reason: string} | undefined {
	if (!session || fields.__user !== session.person.id) return {code: 1_357_004, reason: 'not signed in'};
	if (fields.av !== session.actor.id) return {code: 1_357_051, reason: 'av is not the acting profile'};
	const load = world.loads.get(fields.fb_dtsg.split(':')[0]!);
	if (!load || fields.fb_dtsg !== dtsgOf(load)) return {code: 1_357_051, reason: 'fb_dtsg unknown'};
	const lsd = headers['x-fb-lsd'];
	if (fields.lsd !== lsdOf(load) || (lsd !== undefined && lsd !== fields.lsd))
		return {code: 1_357_051, reason: 'lsd unknown'};
	const known = Object.hasOwn(FACEBOOK_OPERATIONS, name) ? name : 'ComposerStoryCreateMutation';
	return load.ids[known] === fields.doc_id ? undefined : {code: 1_570_245, reason: 'doc_id is stale'};
}

export const dtsgOf = (load: Load): string => `${load.id}:${load.key.slice(0, 16)}`;
export const lsdOf = (load: Load): string => load.key.slice(16, 32);

/** From the header, then the body, then the URL. */
function nameOf({headers, query}: Exchange, form: Record<string, unknown>): string {
	const name =
		headers['x-fb-friendly-name'] ?? form.fb_api_req_friendly_name ?? query.get('fb_api_req_friendly_name');
	return typeof name === 'string' ? name : '';
}

async function formOf({headers, body}: Exchange): Promise<Record<string, unknown>> {
	const type = headers['content-type'] ?? '';
	if (!type.startsWith('multipart/form-data'))
		return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
	const form = await new Response(new Uint8Array(body), {headers: {'content-type': type}}).formData();
	return Object.fromEntries(
		[...form].map(([key, value]) => [key, typeof value === 'string' ? value : {bytes: value.size}]),
	);
}

/** Lines of JSON in two pieces, cut in mid-line: a reader must wait for the end. */
function stream(world: World, lines: Line[], warning = false): Answer {
	const all = lines.map((line, index) => ({...line, extensions: {is_final: index === lines.length - 1}}));
	if (warning) Object.assign(all[0]!, {errors: [{message: 'Partial', severity: 'WARNING', code: 1_675_030}]});
	return ndjson(world, all);
}

function critical(world: World, code: number): Answer {
	return ndjson(world, [
		{
			errors: [{message: 'A server error occurred.', severity: 'CRITICAL', code, api_error_code: -1}],
			data: null,
			extensions: {is_final: true},
		},
	]);
}

function ndjson({weather}: World, documents: unknown[]): Answer {
	const guard = weather.forGuard ? 'for (;;);' : '';
	const whole = documents.map(document => guard + JSON.stringify(document)).join('\r\n');
	const cut = Math.ceil(whole.length * 0.6);
	return {
		status: 200,
		headers: {'content-type': 'text/html; charset="utf-8"'},
		body: [whole.slice(0, cut), whole.slice(cut)],
	};
}

/** Errors of the old kind are guarded and no NDJSON. */
const guarded = (): Answer => ({
	status: 200,
	headers: {'content-type': 'text/html; charset="utf-8"'},
	body: 'for (;;);{"__ar":1,"error":1357004,"errorSummary":"Not logged in","errorDescription":"Please log in."}',
});

function refuse({world, entry, host, path}: Exchange, reason: string, answer: Answer): Answer {
	entry.outcome = 'refused';
	reject(world, {host, path, operation: entry.operation, reason});
	return answer;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
