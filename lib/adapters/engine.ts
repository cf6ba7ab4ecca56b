import {compile} from '#lib/core/policy/compile.ts';
import {check, type Engine as Opened, open} from '#lib/core/policy/engine.ts';
import {formatVersion} from '#lib/core/policy/format.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Engine} from '#lib/desk/ports.ts';

/** The policy engine of core, as the background uses it: one compiled policy stays open. */
export function policyEngine(): Engine {
	let last: {compiled: Uint8Array; opened: Opened} | undefined;
	return {
		format: formatVersion,
		compile: ({packs}) => new Uint8Array(compile(packs as readonly Pack[])),
		check(compiled, input) {
			// Each read of the store gives a new buffer; its bytes say whether it is the one that is open.
			if (!last || !equal(last.compiled, compiled)) last = {compiled, opened: open(bufferOf(compiled))};
			return check(last.opened, input);
		},
	};
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
	return bytes.slice().buffer;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
	return a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]));
}
