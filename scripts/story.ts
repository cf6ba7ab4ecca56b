/** `npm run story -- --out DIR`: the main job headless, in real browsers; exit 0 only if all is ok. */
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {openStage} from './stage/stage.ts';
import {tellStory} from './story/story.ts';

const {values} = parseArgs({options: {out: {type: 'string', default: 'story'}}});
const stage = await openStage({
	folder: mkdtempSync(join(tmpdir(), 'countersign-')),
	headless: true,
	say: console.log,
});
const ok = await tellStory({stage, out: values.out, say: console.log});
await stage.close();
process.exit(ok ? 0 : 1);
