/** SHA-256 (FIPS 180-4) and HMAC (RFC 2104), for a page that needs them at once: WebCrypto answers later. */
const primes = Array.from({length: 312}, (_, i) => i)
	.slice(2)
	.filter(n => Array.from({length: Math.floor(Math.sqrt(n)) - 1}, (_, i) => i + 2).every(d => n % d !== 0))
	.slice(0, 64);

/** The first 32 bits of the fractional part. */
const fraction = (x: number) => ((x - Math.floor(x)) * 2 ** 32) | 0;
const start = primes.slice(0, 8).map(p => fraction(Math.sqrt(p)));
const constants = primes.map(p => fraction(Math.cbrt(p)));

export function sha256(bytes: Uint8Array): Uint8Array {
	const state = Int32Array.from(start);
	const padded = pad(bytes);
	const words = new Int32Array(64);
	for (let at = 0; at < padded.byteLength; at += 64) compress(state, padded, at, words);
	const digest = new Uint8Array(32);
	state.forEach((word, i) => {
		new DataView(digest.buffer).setInt32(i * 4, word);
	});
	return digest;
}

function pad(bytes: Uint8Array): DataView {
	const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
	const padded = new Uint8Array(view.buffer);
	padded.set(bytes);
	padded[bytes.length] = 0x80;
	view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
	return view;
}

const right = (x: number, n: number) => (x >>> n) | (x << (32 - n));

function compress(state: Int32Array, block: DataView, at: number, w: Int32Array): void {
	for (let i = 0; i < 16; i++) w[i] = block.getInt32(at + i * 4);
	for (let i = 16; i < 64; i++) {
		const [x, y] = [w[i - 15]!, w[i - 2]!];
		const small = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
		w[i] = (w[i - 16]! + small + w[i - 7]! + (right(y, 17) ^ right(y, 19) ^ (y >>> 10))) | 0;
	}
	let [a, b, c, d, e, f, g, h] = state as unknown as [
		number,
		number,
		number,
		number,
		number,
		number,
		number,
		number,
	];
	for (let i = 0; i < 64; i++) {
		const one =
			(h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + constants[i]! + w[i]!) | 0;
		const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
	}
	[a, b, c, d, e, f, g, h].forEach((word, i) => {
		state[i] = (state[i]! + word) | 0;
	});
}

export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
	const block = new Uint8Array(64);
	block.set(key.length > 64 ? sha256(key) : key);
	const inner = sha256(
		join(
			block.map(byte => byte ^ 0x36),
			message,
		),
	);
	return sha256(
		join(
			block.map(byte => byte ^ 0x5c),
			inner,
		),
	);
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}
