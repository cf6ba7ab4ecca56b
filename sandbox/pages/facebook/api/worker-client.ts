import {scriptUrl} from '#sandbox/shared/trusted.ts';
import {boot} from '../boot.ts';

interface Reply {
	id: number;
	text?: string;
	error?: string;
}

let worker: Worker | undefined;
let calls = 0;

/** A form-encoded request that leaves from the worker (`workerSend`). */
export const sendForm = (url: string, headers: Record<string, string>, body: string): Promise<string> =>
	ask({type: 'graphql', url, headers, body});

/** Raw bytes, e.g. of a video, sent by the worker. */
export const sendBytes = (url: string, file: Blob): Promise<string> =>
	ask({type: 'bytes', url, headers: {}, body: file});

function ask(job: object): Promise<string> {
	worker ??= new Worker(scriptUrl(boot.workerUrl));
	calls += 1;
	const id = calls;
	const active = worker;
	return new Promise((resolve, reject) => {
		const listen = ({data}: MessageEvent<Reply>): void => {
			if (data.id !== id) return;
			active.removeEventListener('message', listen);
			if (data.text === undefined) reject(new Error(data.error));
			else resolve(data.text);
		};
		active.addEventListener('message', listen);
		active.postMessage({...job, id});
	});
}
