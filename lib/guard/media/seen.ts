import type {GuardEnd} from '#lib/messaging/bridge.ts';
import type {UploadSeen} from '#lib/messaging/bridge-protocol.ts';

export type MediaStep = UploadSeen | {step: 'picked'; files: readonly File[]};

/** Files that were picked, pasted or dropped here, and files on their way to the site: handles, nothing of them is read. */
export interface MediaSeen {
	/** Gives those since the last call, in order, and from now on each as it comes. */
	follow(hear: (step: MediaStep) => void): void;
}

export interface MediaSeenParts {
	bridge: GuardEnd;
	window: Window;
	/** May anything be looked at? */
	watching: () => boolean;
	changed: () => void;
	signal: AbortSignal;
}

/** Enough for the parts of several long videos; whoever never writes on a company account never has them taken. */
const most = 4000;

/** Listens only: the site gets each event as it would without us. */
export function collectMedia({bridge, window, watching, changed, signal}: MediaSeenParts): MediaSeen {
	const steps: MediaStep[] = [];
	let hear: ((step: MediaStep) => void) | undefined;
	const options = {capture: true, passive: true, signal};
	bridge.onUpload(add);
	window.addEventListener('change', event => picked(filesOfInput(event.target)), options);
	window.addEventListener('drop', event => picked(event.dataTransfer?.files), options);
	window.addEventListener('paste', event => picked(event.clipboardData?.files), options);
	return {
		follow(listener) {
			hear = listener;
			for (const step of steps.splice(0)) hear(step);
		},
	};

	function picked(files: FileList | null | undefined): void {
		if (files && files.length > 0) add({step: 'picked', files: [...files]});
	}

	function add(step: MediaStep): void {
		if (!watching()) return;
		if (hear) hear(step);
		else steps.push(step);
		if (steps.length > most) steps.shift();
		changed();
	}
}

function filesOfInput(target: EventTarget | null): FileList | null {
	return target instanceof HTMLInputElement && target.type === 'file' ? target.files : null;
}
