/** What reviewing costs, in real browsers: `node scripts/review-figures.ts [approve|stop|popup] [--rounds N] [--items N] [--clients N]`. */
import {mkdtempSync} from 'node:fs';
import {loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {approveFigures} from './review-figures/approve.ts';
import {popupFigures} from './review-figures/popup.ts';
import {stopFigures} from './review-figures/stop.ts';
import {openStage, type Stage} from './stage/stage.ts';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		rounds: {type: 'string', default: '60'},
		items: {type: 'string', default: '500'},
		clients: {type: 'string', default: '50'},
	},
});
const rounds = Number(values.rounds);

const figures: Record<string, (stage: Stage) => Promise<string[]>> = {
	approve: stage => approveFigures(stage, {rounds}),
	stop: stage => stopFigures(stage, {rounds, clients: Number(values.clients)}),
	popup: stage => popupFigures(stage, {items: Number(values.items), rounds}),
};

for (const name of positionals.length > 0 ? positionals : Object.keys(figures)) {
	const measure = figures[name];
	if (!measure) throw new Error(`${name} is none of ${Object.keys(figures).join(', ')}`);
	const stage = await openStage({
		folder: mkdtempSync(join(tmpdir(), 'countersign-figures-')),
		headless: true,
	});
	try {
		for (const told of await measure(stage)) console.log(told);
		console.log(`load average ${loadavg()[0]!.toFixed(1)}`);
	} finally {
		await stage.close();
	}
}
