/** Pictures for tests: made here, so that nobody owns them. */
import {createHash} from 'node:crypto';
import {crc32, deflateSync} from 'node:zlib';

export interface Picture {
	name: string;
	mimeType: string;
	buffer: Buffer;
	sha256: string;
}

/** A PNG of one colour with a lighter stripe, 320 × 180 pixels. */
export function picture(name: string, [red, green, blue]: readonly [number, number, number]): Picture {
	const [width, height] = [320, 180];
	const rows = Array.from({length: height}, (_, y) => {
		const light = y > 120 && y < 140 ? 60 : 0;
		const pixel = [red, green, blue].map(value => Math.min(255, value + light));
		return Buffer.from([0, ...Array.from({length: width}, () => pixel).flat()]);
	});
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const buffer = Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0)),
	]);
	const sha256 = createHash('sha256').update(buffer).digest('hex');
	return {name, mimeType: 'image/png', buffer, sha256};
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	size.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([size, body, check]);
}
