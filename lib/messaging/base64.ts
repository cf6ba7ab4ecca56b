/** For bytes that travel in JSON. */
export function base64Of(bytes: Uint8Array): string {
	const chunk = 0x8000;
	let text = '';
	for (let at = 0; at < bytes.length; at += chunk)
		text += String.fromCharCode(...bytes.subarray(at, at + chunk));
	return btoa(text);
}

/** Throws when it is not base64. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text), char => char.charCodeAt(0));
}
