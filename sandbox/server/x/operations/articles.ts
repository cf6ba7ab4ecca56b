import * as z from 'zod';
import {publish} from '../../world.ts';
import {type Call, type Operation, operation, XError} from '../operation.ts';

const byId = z.strictObject({articleEntityId: z.string()});

/** Articles: created and filled as drafts, public only after `ArticleEntityPublish`. */
export const articleOperations: Record<string, Operation> = {
	ArticleEntityDraftCreate: operation({
		does: 'draft',
		field: 'articleentity_create_draft',
		variables: z.strictObject({}),
		run: ({world, account}) => {
			const id = world.x.nextId();
			world.x.articles.set(id, {id, author: account.id, title: '', content: '', published: false});
			return {articleentity_create_draft: {article_entity_results: {result: {rest_id: id}}}};
		},
	}),
	ArticleEntityUpdateTitle: operation({
		does: 'draft',
		field: 'articleentity_update_title',
		variables: byId.extend({title: z.string()}),
		run: call => {
			own(call).title = call.variables.title;
			return {articleentity_update_title: 'Done'};
		},
	}),
	ArticleEntityUpdateContent: operation({
		does: 'draft',
		field: 'articleentity_update_content',
		variables: byId.extend({
			content_state: z.strictObject({blocks: z.array(z.looseObject({text: z.string()}))}),
		}),
		run: call => {
			own(call).content = call.variables.content_state.blocks.map(block => block.text).join('\n');
			return {articleentity_update_content: 'Done'};
		},
	}),
	ArticleEntityPublish: operation({
		does: 'write',
		field: 'articleentity_publish',
		variables: byId,
		run: call => {
			const article = own(call);
			article.published = true;
			const {id, title, content} = article;
			publish(call.world, {
				id,
				site: 'x',
				kind: 'article',
				text: `${title}\n${content}`,
				actor: call.account.id,
				op: call.op,
			});
			return {articleentity_publish: {article_entity_results: {result: {rest_id: id}}}};
		},
	}),
};

function own({world, account, variables}: Call<z.infer<typeof byId>>) {
	const article = world.x.articles.get(variables.articleEntityId);
	if (article?.author !== account.id) throw new XError(144, 'No article with that ID.');
	return article;
}
