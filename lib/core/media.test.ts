import {expect, test} from 'vitest';
import {extensionOf, isShowable, mediaType} from './media.ts';

const bytes = (text: string) => Uint8Array.from(text, char => char.charCodeAt(0));

test.each([
	['\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg', '.jpg'],
	['\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR', 'image/png', '.png'],
	['GIF89a\x01\x00', 'image/gif', '.gif'],
	['RIFF\x24\x00\x00\x00WEBPVP8 ', 'image/webp', '.webp'],
	['RIFF\x24\x00\x00\x00WAVEfmt ', 'application/octet-stream', ''],
	['\x00\x00\x00\x20ftypavif\x00\x00', 'image/avif', '.avif'],
	['\x00\x00\x00\x18ftypheic\x00\x00', 'image/heic', '.heic'],
	['\x00\x00\x00\x18ftypisom\x00\x00', 'video/mp4', '.mp4'],
	['\x00\x00\x00\x14ftypqt  \x00\x00', 'video/quicktime', '.mov'],
	['\x1a\x45\xdf\xa3\x01\x00', 'video/webm', '.webm'],
	['<svg xmlns="http', 'application/octet-stream', ''],
	['<!doctype html><', 'application/octet-stream', ''],
	['', 'application/octet-stream', ''],
])('%j is %s', (head, type, extension) => {
	expect(mediaType(bytes(head))).toBe(type);
	expect(extensionOf(type)).toBe(extension);
	expect(isShowable(type)).toBe(extension !== '');
});
