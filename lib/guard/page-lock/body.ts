/** Request bodies: what is in them, and a copy that the page can no longer change while the request waits. */
import {apply, bare} from '#lib/messaging/natives.ts';
import type {PageRequest} from '#lib/sites/site.ts';
import type {Natives} from './natives.ts';

export interface Snapshot {
	/** For reading. */
	body: PageRequest['body'];
	/** For sending: equal to what was read. */
	send: unknown;
}

const {
	ArrayBuffer: NativeBuffer,
	FormData: NativeForm,
	TextDecoder: NativeDecoder,
	Uint8Array: NativeBytes,
	URLSearchParams: NativeParameters,
} = globalThis;
const {isView} = NativeBuffer;
const hasInstance = Function.prototype[Symbol.hasInstance];
const isA = (value: unknown, type: unknown) => apply(hasInstance, type as never, [value]) as boolean;

export function snapshot(natives: Natives, value: unknown): Snapshot {
	if (value === null || value === undefined) return {body: null, send: value};
	try {
		return copyOf(natives, value);
	} catch {
		// Something that only looks like a form: the browser will say what it thinks of it.
		return {body: {unreadable: true}, send: value};
	}
}

function copyOf(natives: Natives, value: unknown): Snapshot {
	if (isA(value, NativeForm)) return formSnapshot(natives, value as FormData);
	if (isA(value, NativeParameters)) return parametersSnapshot(natives, value as URLSearchParams);
	if (isView(value) || isA(value, NativeBuffer)) return bytesSnapshot(natives, value as BufferSource);
	// Blobs, documents, streams, and whatever another frame's constructors made.
	if (typeof value === 'object') return {body: {unreadable: true}, send: value};
	const text = `${value}`;
	return {body: {text}, send: text};
}

function formSnapshot(natives: Natives, form: FormData): Snapshot {
	const copy = new NativeForm();
	const fields = bare<string>();
	let twice = false;
	natives.eachField(form, (value, name) => {
		natives.append(copy, name, value);
		twice ||= name in fields;
		// A file is content that nobody here has seen: its name in the form becomes an unknown field.
		fields[name] = typeof value === 'string' ? value : '[file]';
	});
	return {body: twice ? {unreadable: true} : {fields}, send: copy};
}

function parametersSnapshot(natives: Natives, parameters: URLSearchParams): Snapshot {
	const text = natives.parametersText(parameters);
	return {body: {text}, send: new NativeParameters(text)};
}

function bytesSnapshot(natives: Natives, bytes: BufferSource): Snapshot {
	const view = isView(bytes)
		? new NativeBytes(bytes.buffer, bytes.byteOffset, bytes.byteLength)
		: new NativeBytes(bytes);
	const copy = new NativeBytes(view);
	return {body: {text: natives.decode(new NativeDecoder(), copy)}, send: copy};
}
