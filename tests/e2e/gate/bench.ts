/** The stage of the gate's matrix: one author, a browser for each gate mode or each lock alone, a reviewer without a browser. */
import {createHash} from 'node:crypto';
import {cpSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {enrol} from '#hub/client.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {priya, tom} from '../../../scripts/stage/cast.ts';
import type {Seat} from '../../../scripts/stage/seat.ts';
import {openStage, type Stage} from '../../../scripts/stage/stage.ts';
import {approveFirst} from './approve.ts';

/** `managed` and `unmanaged`: all locks of that gate mode. The others: that lock alone. */
export type Mode = 'managed' | 'unmanaged' | 'page' | 'url' | 'body';

export interface Bench {
	stage: Stage;
	seat(mode: Mode): Promise<Seat>;
	/** Sends a message as the extension's own pages do. */
	ask<Reply>(mode: Mode, type: string, request?: unknown): Promise<Reply>;
	/** Tom approves what waits, somewhere else. */
	approve(): Promise<HoldView>;
	close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
	const stage = await openStage({folder: mkdtempSync(join(tmpdir(), 'countersign-gate-')), headless: true});
	const seats = new Map<Mode, Promise<Seat>>();
	const desks = new Map<Mode, Promise<Page>>();
	const invite = await stage.admin.call('invite', {person: {name: tom.name}, roles: tom.roles});
	const reviewer = await enrol({url: stage.hubUrl()}, invite.code);
	const seat = (mode: Mode) => remembered(seats, mode, () => takeSeat(stage, mode));
	return {
		stage,
		seat,
		async ask(mode, type, request = {}) {
			const desk = await remembered(desks, mode, async () => (await seat(mode)).open('options'));
			const ask = async ([countersign, content]: readonly [string, unknown]) =>
				(await chrome.runtime.sendMessage({countersign, request: content})).reply;
			return desk.evaluate(ask, [type, request] as const);
		},
		approve: () => approveFirst(reviewer),
		close: () => stage.close(),
	};
}

function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	const value = map.get(key) ?? make();
	map.set(key, value);
	return value;
}

async function takeSeat(stage: Stage, mode: Mode): Promise<Seat> {
	const extension =
		mode === 'managed' || mode === 'unmanaged' ? stage.extension : alone(stage.extension, mode);
	const blocking = mode === 'managed' || mode === 'body';
	const flags = blocking ? [`--allowlisted-extension-id=${idOf(extension)}`] : [];
	return stage.enrol({...priya, name: `${priya.name} ${mode}`}, {extension, flags, isTapped: true});
}

interface Manifest {
	key: string;
	permissions: string[];
	content_scripts: unknown[];
}

/** A copy of the build with one lock left: what is missing is missing from its manifest, nothing in the product knows of it. */
function alone(extension: string, lock: 'page' | 'url' | 'body'): string {
	const copy = mkdtempSync(join(tmpdir(), `countersign-${lock}-`));
	cpSync(extension, copy, {recursive: true});
	const manifest = manifestOf(copy);
	if (lock !== 'page') manifest.content_scripts = [];
	if (lock !== 'url') manifest.permissions = manifest.permissions.filter(p => p !== 'declarativeNetRequest');
	writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
	return copy;
}

/** Chromium's id of an unpacked extension: from the key in its manifest. */
export function idOf(extension: string): string {
	const {key} = manifestOf(extension);
	const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
	return [...hash].map(digit => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

function manifestOf(extension: string): Manifest {
	return JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Manifest;
}
