/** `npm start`: the main job on this machine. With a display two windows open; without one the story is told headless. */
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {findChromium} from './browser.ts';
import {helen, priya, sam, tom} from './stage/cast.ts';
import {comeIn, openPeople} from './stage/console-people.ts';
import {openStage} from './stage/stage.ts';
import {tellStory} from './story/story.ts';

const {values} = parseArgs({
	options: {
		once: {type: 'boolean', default: false, short: '1'},
		headless: {type: 'boolean', default: false},
		out: {type: 'string', default: join(mkdtempSync(join(tmpdir(), 'countersign-')), 'story')},
	},
});

console.log(`Browser: ${findChromium()}`);
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const headless = values.headless || values.once || !display;
const stage = await openStage({
	folder: mkdtempSync(join(tmpdir(), 'countersign-')),
	headless,
	say: console.log,
});
const people = headless ? null : await openPeople({headless});
process.once('SIGINT', () => void leave(0));
process.once('SIGTERM', () => void leave(0));

if (headless) {
	const ok = await tellStory({stage, out: values.out, say: console.log});
	console.log(ok ? '\nThe story ended well.' : '\nThe story failed.');
	if (values.once) await leave(ok ? 0 : 1);
	console.log(`\nThe console, in a browser of this machine: ${await stage.consoleLink(helen)}`);
	console.log(`Sam, who approves rules, in another one: ${await stage.consoleLink(sam)}`);
	console.log('Each link works once, for a quarter of an hour.');
} else await openWindows();
console.log(`\nThe hub is at ${stage.hubUrl()} · its data in ${stage.data}\nCtrl+C ends everything.`);

async function openWindows() {
	const [author, reviewer] = [await stage.enrol(priya), await stage.enrol(tom)];
	await author.visit('https://x.com/home');
	await author.visit('https://www.facebook.com/');
	await reviewer.popup();
	console.log('Priya’s window: X and Facebook, with Countersign. Tom’s window: his review queue.');
	for (const member of [helen, sam])
		await comeIn(await people!.person(), await stage.consoleLink(member), member.name);
	console.log(
		'Helen’s window: the console, with rules, accounts, people. Sam’s: the second person for rules.',
	);
	console.log('Write “guaranteed finance, no credit checks” as Priya, and press Post.');
}

async function leave(code: number) {
	await people?.close();
	await stage.close();
	process.exit(code);
}
