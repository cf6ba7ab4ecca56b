/** `npm test`: everything CI runs, one step after the other, saying what it does and how long it took. */
import {spawnSync} from 'node:child_process';
import {findChromium} from './browser.ts';

const steps: {name: string; command: string}[] = [
	{name: 'style', command: 'npm run --silent check:style'},
	{name: 'types', command: 'npm run --silent check:types'},
	{name: 'layers', command: 'npm run --silent check:layers'},
	{name: 'build the extension', command: 'npm run --silent build'},
	{name: 'unit, packs, sites, hub', command: 'npm run --silent unit'},
	{name: 'end to end', command: 'npm run --silent e2e'},
];

console.log(`▸ browser: ${findChromium()}`);
const failed = steps.find(step => !passes(step));
console.log(failed ? `✗ ${failed.name} failed` : '✓ all steps passed');
process.exit(failed ? 1 : 0);

function passes({name, command}: {name: string; command: string}): boolean {
	console.log(`\n▸ ${name} …`);
	const start = performance.now();
	const {status} = spawnSync(command, {shell: true, stdio: 'inherit'});
	console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
	return status === 0;
}
