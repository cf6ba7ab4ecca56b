import type {CheckInput} from '#lib/core/policy/check-input.ts';
import type {Company} from '#lib/core/policy/company.ts';
import {check, open} from '#lib/core/policy/engine.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {shownAt} from '#lib/core/policy/stages.ts';
import type {CompiledPolicy} from '#lib/messaging/catalogue.ts';

/** The rules as opened in this tab. */
export interface Policy {
	digest: string;
	company: Company;
	check(input: CheckInput): readonly Finding[];
}

/** Throws when the compiled form is not one this engine can read. */
export function openPolicy({digest, compiled, company, stages}: CompiledPolicy): Policy {
	const engine = open(bytesOf(compiled));
	return {
		digest,
		company,
		check: input => shownAt(stages, check(engine, input), {location: input.context.location, now: input.now}),
	};
}

function bytesOf(base64: string): ArrayBuffer {
	const binary = atob(base64);
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes.buffer;
}
