/** Draws the extension's icons: `node scripts/draw-icons.ts`. Two pen strokes, the second one countersigns the first. */
import {mkdirSync, writeFileSync} from 'node:fs';
import {crc32, deflateSync} from 'node:zlib';

type Point = readonly [number, number];
type Colour = readonly [number, number, number];

const ink: Colour = [18, 74, 84];
const paper: Colour = [255, 255, 255];
const second: Colour = [126, 217, 195];
const strokes: readonly {points: readonly Point[]; colour: Colour; width: number}[] = [
	{
		points: [
			[0.24, 0.44],
			[0.38, 0.58],
			[0.66, 0.27],
		],
		colour: paper,
		width: 0.065,
	},
	{
		points: [
			[0.37, 0.63],
			[0.49, 0.75],
			[0.78, 0.42],
		],
		colour: second,
		width: 0.065,
	},
];

/** Distance from `p` to the segment a–b. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
	const [dx, dy] = [bx - ax, by - ay];
	const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
	return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Signed distance to the rounded square that fills the picture. */
function outside([x, y]: Point): number {
	const [half, radius] = [0.47, 0.2];
	const dx = Math.max(Math.abs(x - 0.5) - half + radius, 0);
	const dy = Math.max(Math.abs(y - 0.5) - half + radius, 0);
	return Math.hypot(dx, dy) - radius;
}

function mix(under: Colour, over: Colour, share: number): Colour {
	return under.map((value, i) => Math.round(value + (over[i]! - value) * share)) as unknown as Colour;
}

function pixel(p: Point, size: number): [...Colour, number] {
	const share = (d: number) => Math.min(1, Math.max(0, 0.5 - d * size));
	let colour = ink;
	for (const {points, colour: stroke, width} of strokes) {
		const d = Math.min(...points.slice(1).map((to, i) => distance(p, points[i]!, to)));
		colour = mix(colour, stroke, share(d - width));
	}
	return [...colour, Math.round(share(outside(p)) * 255)];
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

function png(size: number): Buffer {
	const rows = Array.from({length: size}, (_, y) => [
		0,
		...Array.from({length: size}, (_, x) => pixel([(x + 0.5) / size, (y + 0.5) / size], size)).flat(),
	]).flat();
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.from(rows), {level: 9})),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

mkdirSync('public/icons', {recursive: true});
for (const size of [16, 32, 48, 128]) writeFileSync(`public/icons/${size}.png`, png(size));
