/** Request bodies: what is in them, and a copy that the page can no longer change while the request waits. */
import {apply, bare} from '#lib/messaging/natives.ts';
import type {PageRequest} from '#lib/sites/site.ts';
import type {Natives} from './natives.ts';

export interface Snapshot {
	/** For reading. */
	body: PageRequest['body'];
	/** For sending: equal to what was read. */
	send: unknown;
	/** Files in it, by form field; by '' when the body is nothing else. Handles: their bytes were not read. */
	files: Readonly<Record<string, Blob>>;
}

const {
	ArrayBuffer: NativeBuffer,
	Blob: NativeBlob,
	FormData: NativeForm,
	TextDecoder: NativeDecoder,
	Uint8Array: NativeBytes,
	URLSearchParams: NativeParameters,
} = globalThis;
const {isView} = NativeBuffer;
const hasInstance = Function.prototype[Symbol.hasInstance];
const isA = (value: unknown, type: unknown) => apply(hasInstance, type as never, [value]) as boolean;

const none = bare<Blob>();

export function snapshot(natives: Natives, value: unknown): Snapshot {
	if (value === null || value === undefined) return {body: null, send: value, files: none};
	try {
		return copyOf(natives, value);
	} catch {
		// Something that only looks like a form: the browser will say what it thinks of it.
		return {body: {unreadable: true}, send: value, files: none};
	}
}

function copyOf(natives: Natives, value: unknown): Snapshot {
	if (isA(value, NativeForm)) return formSnapshot(natives, value as FormData);
	if (isA(value, NativeParameters)) return parametersSnapshot(natives, value as URLSearchParams);
	if (isView(value) || isA(value, NativeBuffer)) return bytesSnapshot(natives, value as BufferSource);
	if (isA(value, NativeBlob)) return {body: {unreadable: true}, send: value, files: only(value as Blob)};
	// Documents, streams, and whatever another frame's constructors made.
	if (typeof value === 'object') return {body: {unreadable: true}, send: value, files: none};
	const text = `${value}`;
	return {body: {text}, send: text, files: none};
}

/** A blob cannot be changed after it was made. */
function only(file: Blob): Snapshot['files'] {
	const files = bare<Blob>();
	files[''] = file;
	return files;
}

/** The body is nothing but these bytes. */
export function bytesAsFile(bytes: BlobPart): Snapshot['files'] {
	return only(new NativeBlob([bytes]));
}

function formSnapshot(natives: Natives, form: FormData): Snapshot {
	const copy = new NativeForm();
	const fields = bare<string>();
	const files = bare<Blob>();
	let twice = false;
	natives.eachField(form, (value, name) => {
		natives.append(copy, name, value);
		twice ||= name in fields;
		// A file is content that nobody here has seen: its name in the form becomes an unknown field.
		fields[name] = typeof value === 'string' ? value : '[file]';
		if (typeof value !== 'string') files[name] = value as Blob;
	});
	return {body: twice ? {unreadable: true} : {fields}, send: copy, files: twice ? none : files};
}

function parametersSnapshot(natives: Natives, parameters: URLSearchParams): Snapshot {
	const text = natives.parametersText(parameters);
	return {body: {text}, send: new NativeParameters(text), files: none};
}

function bytesSnapshot(natives: Natives, bytes: BufferSource): Snapshot {
	const view = isView(bytes)
		? new NativeBytes(bytes.buffer, bytes.byteOffset, bytes.byteLength)
		: new NativeBytes(bytes);
	const copy = new NativeBytes(view);
	const text = natives.decode(new NativeDecoder(), copy);
	return {body: {text}, send: copy, files: bytesAsFile(copy)};
}
