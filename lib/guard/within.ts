/** `undefined` when it takes longer than so many milliseconds; a rejection passes through. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>(resolve => {
		timer = setTimeout(resolve, Math.max(0, ms), undefined);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
