import type {FastifyInstance} from 'fastify';
import {readPhrases, writePhrases} from '../../authoring/lexicon-files.ts';
import {importLexicon, lexiconsOf} from '../../authoring/lexicons.ts';
import {workingCopy} from '../../authoring/working-copy.ts';
import type {Deps} from '../../deps.ts';
import {Refused} from '../../refused.ts';
import {answer} from '../answer.ts';

/** Bytes of a request with a file in it. */
const fileLimit = 3_100_000;

/** Word lists, in and out. */
export function lexiconRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	answer(app, 'lexicons', async () => lexiconsOf(await workingCopy(store.db)));
	answer(
		app,
		'importLexicon',
		async ({params, body: {format, content}, caller}) => {
			const name = params.name!;
			if (!/^[a-z][a-z0-9-]*$/.test(name))
				throw new Refused(400, 'not-a-name', 'A list is named in small letters, digits and hyphens.');
			const read = await readPhrases(format, Buffer.from(content, 'base64'));
			if ('problems' in read) {
				const {line, message} = read.problems[0]!;
				throw new Refused(422, 'not-a-list', `Line ${line}: ${message}`);
			}
			const list = {pack: params.pack!, name, phrases: read.phrases};
			return store.write(trx => importLexicon(trx, deps, caller, list));
		},
		{bodyLimit: fileLimit},
	);
	answer(app, 'exportLexicon', async ({params, query: {format}}) => {
		const list = lexiconsOf(await workingCopy(store.db)).find(
			({pack, name}) => pack === params.pack && name === params.name,
		);
		if (!list) throw new Refused(404, 'unknown-list', 'There is no such list.');
		return {file: `${list.name}.${format}`, content: writePhrases(format, list.name, list.phrases)};
	});
}
