import {readFileSync, statSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {compile, PackError} from '#lib/core/policy/compile.ts';
import {check, type Engine, open, PolicyFormatError} from '#lib/core/policy/engine.ts';
import {type Finding, verdictOf} from '#lib/core/policy/finding.ts';
import {loadPacks, PolicyFileError} from '../policy-files.ts';
import {type Issue, isIn, mendOf} from '../yaml-mends.ts';
import {draftLine, inputOf} from './draft-lines.ts';
import {assertAsSigned} from './pack-signature.ts';

const usage = 'countersign check --pack PATH [--routes] < drafts.jsonl';

/** Reads drafts from standard input, one JSON object a line; writes one line of findings each. Returns the exit code. */
export async function runCheck(args: string[]): Promise<number> {
	const {values} = parseArgs({
		args,
		options: {pack: {type: 'string'}, routes: {type: 'boolean'}, help: {type: 'boolean', short: 'h'}},
	});
	if (values.help) {
		console.log(`usage: ${usage}`);
		return 0;
	}
	if (!values.pack) return failed(`usage: ${usage}`);
	let engine: Engine;
	try {
		engine = engineAt(values.pack);
	} catch (error) {
		if (error instanceof PolicyFileError || error instanceof PackError || error instanceof PolicyFormatError)
			return failed(error.message);
		throw error;
	}
	return checkLines(engine, values.routes === true);
}

function failed(message: string): number {
	console.error(message);
	return 2;
}

/** A pack folder, a folder of packs, or a compiled file. */
export function engineAt(path: string): Engine {
	if (statSync(path, {throwIfNoEntry: false})?.isFile()) {
		const bytes = readFileSync(path);
		assertAsSigned(path, bytes);
		return open(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
	}
	return open(compile(loadPacks(path)));
}

async function checkLines(engine: Engine, routes: boolean): Promise<number> {
	let number = 0;
	for await (const line of createInterface({input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY})) {
		number++;
		if (line.trim() === '') continue;
		const parsed = parsedLine(line);
		if (typeof parsed === 'string') return failed(`line ${number}: ${parsed}`);
		const findings = check(engine, inputOf(parsed, Date.now())).filter(finding => routes || !finding.route);
		process.stdout.write(
			`${JSON.stringify({id: parsed.id, verdict: verdictOf(findings), findings: findings.map(shown)})}\n`,
		);
	}
	return 0;
}

function parsedLine(line: string) {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return 'this is not JSON. Write one draft a line: {"id": "1", "text": "…"}.';
	}
	const parsed = draftLine.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues as unknown as Issue[];
	return mendOf(issue!, isIn(value, issue!.path));
}

const shown = ({rule, start, end, severity, confidence, message}: Finding) => ({
	rule,
	start,
	end,
	severity,
	confidence,
	message,
});

if (import.meta.main) process.exitCode = await runCheck(process.argv.slice(2));
