/** `npm run learn`: writes `learned.json` of each pack from the labelled texts (ADR 203). Half a minute; always the same bytes. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {loadPacks} from '#hub/policy-files.ts';
import {learnedFrom} from './learn/learned.ts';

const root = 'policies';
for (const [pack, learned] of learnedFrom(loadPacks(root))) {
	writeFileSync(join(root, pack, 'learned.json'), learned);
	console.log(`${pack}: ${learned.length} bytes`);
}
