import {boot, weather} from '../boot.ts';
import {getState} from '../store.ts';
import {sendWire} from './transport.ts';

/** The site refused, or the network failed. */
export class ApiError extends Error {
	readonly code: number;
	constructor(message: string, code = 0) {
		super(message);
		this.code = code;
	}
}

export interface Line {
	label?: string;
	path?: string[];
	data: Record<string, unknown> | null;
	errors?: {message: string; severity: string; code: number}[];
}

let requests = 0;

/** One `/api/graphql/` call: form fields in, lines of JSON out. Rejects on a CRITICAL error only. */
export async function graphql(operation: string, variables: unknown, files: File[] = []): Promise<Line[]> {
	const renamed = weather.opRenamed && operation === 'ComposerStoryCreateMutation';
	const name = renamed ? 'ComposerStoryCreateNextMutation' : operation;
	const fields = {...formFields(name), variables: JSON.stringify(variables), doc_id: boot.ids[operation]!};
	const query = weather.nameIn === 'url' ? `?fb_api_req_friendly_name=${name}` : '';
	const text = await sendWire({
		url: `/api/graphql/${query}`,
		headers: headersOf(name),
		fields,
		files,
		publishes: !/Query$|LiveTyping|ProfileSwitch/.test(name),
	});
	return linesOf(text);
}

/** Name in the body by default; by switch only in the URL or only in the header (facebook.md section 7). */
function formFields(name: string): Record<string, string> {
	requests += 1;
	const {id} = getState().actor;
	return {
		av: id,
		__user: boot.person.id,
		__a: '1',
		__req: requests.toString(36),
		__hs: '20400.HYP:comet_pkg.2.1...0',
		dpr: '1',
		__ccg: 'EXCELLENT',
		__rev: '1030000000',
		__comet_req: '15',
		fb_dtsg: boot.dtsg,
		jazoest: '25000',
		lsd: boot.lsd,
		__spin_r: '1030000000',
		__spin_b: 'trunk',
		__crn: 'comet.fbweb.CometHomeRoute',
		fb_api_caller_class: 'RelayModern',
		...(weather.nameIn === 'body' ? {fb_api_req_friendly_name: name} : {}),
		server_timestamps: 'true',
	};
}

function headersOf(name: string): Record<string, string> {
	return {
		...(weather.nameIn === 'url' ? {} : {'X-FB-Friendly-Name': name}),
		'X-FB-LSD': boot.lsd,
		'X-ASBD-ID': '359341',
	};
}

function linesOf(text: string): Line[] {
	const lines = text
		.split(/\r?\n/)
		.filter(line => line !== '')
		.map(line => JSON.parse(line.replace(/^for \(;;\);/, '')) as Line & {__ar?: number; error?: number});
	const refused = lines.find(line => line.error);
	if (refused) throw new ApiError('Not logged in', refused.error);
	const critical = lines.flatMap(line => line.errors ?? []).find(error => error.severity === 'CRITICAL');
	if (critical) throw new ApiError(critical.message, critical.code);
	return lines;
}

/** The later lines of a streamed answer put back where they belong. */
export function merged(lines: Line[]): Record<string, unknown> {
	const [first, ...rest] = lines;
	const data = structuredClone(first?.data ?? {});
	for (const {path = [], data: part} of rest) {
		let at: Record<string, unknown> = data;
		for (const step of path) at = at[step] as Record<string, unknown>;
		Object.assign(at, part);
	}
	return data;
}
