/*
 * Messenger's socket frames (facebook.md section 10): opcode (1 byte), sequence (2, little-endian), length (2),
 * flags (1), then JSON whose `payload` is JSON again, holding tasks whose `payload` is JSON once more.
 */

const HEADER = 6;
const DATA = 0x0d;
export const ACK = 0x0c;
const SEND_TASK = '46';

export interface Message {
	thread_id: string;
	otid: string;
	text: string;
	/** 1 text, 2 sticker, 3 media. */
	send_type: 1 | 2 | 3;
}

export function frameOf(opcode: number, sequence: number, json: unknown): Uint8Array<ArrayBuffer> {
	const payload = new TextEncoder().encode(JSON.stringify(json));
	const frame = new Uint8Array(HEADER + payload.length);
	const view = new DataView(frame.buffer);
	view.setUint8(0, opcode);
	view.setUint16(1, sequence, true);
	view.setUint16(3, payload.length, true);
	frame.set(payload, HEADER);
	return frame;
}

export function sendFrame(sequence: number, message: Message): Uint8Array<ArrayBuffer> {
	const task = {
		label: SEND_TASK,
		payload: JSON.stringify(message),
		queue_name: message.thread_id,
		task_id: sequence,
	};
	const payload = JSON.stringify({tasks: [task], epoch_id: sequence, version_id: '1'});
	return frameOf(DATA, sequence, {app_id: '1', payload, request_id: sequence, type: 3});
}

export interface Frame {
	opcode: number;
	sequence: number;
	json: unknown;
}

/** Several frames may stand in one message. */
export function framesIn(bytes: Uint8Array): Frame[] {
	const frames: Frame[] = [];
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 0; at + HEADER <= bytes.length; ) {
		const length = view.getUint16(at + 3, true);
		const body = bytes.subarray(at + HEADER, at + HEADER + length);
		const json: unknown = JSON.parse(new TextDecoder().decode(body));
		frames.push({opcode: view.getUint8(at), sequence: view.getUint16(at + 1, true), json});
		at += HEADER + length;
	}
	return frames;
}

/** The messages a data frame sends; other tasks are left out. */
export function messagesIn({opcode, json}: Frame): Message[] {
	if (opcode !== DATA) return [];
	const {tasks} = JSON.parse((json as {payload: string}).payload) as {
		tasks: {label: string; payload: string}[];
	};
	return tasks.filter(task => task.label === SEND_TASK).map(task => JSON.parse(task.payload) as Message);
}
