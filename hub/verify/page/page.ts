/** verify.html: the verifier as a page that is opened from disk and needs no network. */
import {certificateFrom} from '../certificate.ts';
import type {Report} from '../report.ts';
import {type Picked, verifyPicked} from './open-files.ts';

const $ = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;

$('zip').addEventListener('change', event => void verifyFiles(event.target as HTMLInputElement));
$('folder').addEventListener('change', event => void verifyFiles(event.target as HTMLInputElement));

async function verifyFiles(input: HTMLInputElement): Promise<void> {
	const files = [...(input.files ?? [])];
	if (files.length === 0) return;
	show('working', 'Verifying …', []);
	// Lets the page show it: the checks keep the browser busy.
	await new Promise(resolve => setTimeout(resolve, 50));
	const logKey = $<HTMLInputElement>('key').value.trim();
	try {
		const timestampers = await certificates([...($<HTMLInputElement>('timestamper').files ?? [])]);
		const witnesses = $<HTMLInputElement>('witness').value.split(/\s+/).filter(Boolean);
		const options = {...(logKey && {logKey}), timestampers, witnesses};
		showReport(await verifyPicked(await pick(input.id, files), options), logKey !== '');
	} catch (error) {
		show('unreadable', 'This browser cannot verify', [
			String(error),
			'Use a current browser, or countersign verify.',
		]);
	}
	input.value = '';
}

async function pick(kind: string, files: readonly File[]): Promise<Picked> {
	const bytes = async (file: File) => new Uint8Array(await file.arrayBuffer());
	if (kind === 'zip') return {zip: await bytes(files[0]!)};
	const folder = new Map<string, Uint8Array>();
	// The first part of the path is the name of the picked folder itself.
	for (const file of files) folder.set(file.webkitRelativePath.replace(/^[^/]*\//, ''), await bytes(file));
	return {folder};
}

function certificates(files: readonly File[]): Promise<Uint8Array[]> {
	return Promise.all(files.map(async file => certificateFrom(new Uint8Array(await file.arrayBuffer()))));
}

const titles = {
	intact: '✓ Intact',
	altered: '✗ Altered',
	incomplete: '✗ Incomplete',
	unreadable: '✗ Not readable as an export',
};

function showReport({verdict, problems, notes, log, counts}: Report, isPinned: boolean): void {
	const lines = problems.map(({record, message}) => (record ? `${record}: ${message}` : message));
	if (log) {
		lines.push(
			`Log ${log.name}: ${log.entries} entries, root ${log.root}`,
			`Key ${log.key}${isPinned ? '' : ' (compare it with the one your firm gave you)'}`,
			`${counts.files} files; contents: ${counts.records} here, ${counts.erased} erased, ${counts.notSelected} not asked for`,
			`Devices: ${counts.devices}. Their records: ${counts.deviceRecords}, numbered without holes unless said above`,
			`Timestamps by outside clocks: ${counts.timestamps}. Witnesses that signed this head: ${counts.cosignatures}`,
			`Holds: ${counts.holds}. Approvals by a second person: ${counts.approvals}. Releases: ${counts.releases}`,
		);
	}
	show(verdict, titles[verdict], [...lines, ...notes.map(note => `Note. ${note}`)]);
}

function show(verdict: string, title: string, lines: readonly string[]): void {
	$('verdict').textContent = title;
	$('result').dataset.verdict = verdict;
	const items = lines.map(line => {
		const item = document.createElement('li');
		item.textContent = line;
		return item;
	});
	$('lines').replaceChildren(...items);
}
