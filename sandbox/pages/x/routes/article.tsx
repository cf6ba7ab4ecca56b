import {convertToRaw, Editor, EditorState} from 'draft-js';
import {useState} from 'react';
import {graphql} from '../api/graphql.ts';
import {cx, tid} from '../boot.ts';
import {t} from '../i18n.ts';
import {showToast} from '../store.ts';
import {Press} from '../ui/press.tsx';

/** `/compose/articles`: Draft.js under the testid `composer`; only Publish makes it public. */
export function ArticlePage() {
	const [title, setTitle] = useState('');
	const [state, setState] = useState(EditorState.createEmpty());
	const publish = async (): Promise<void> => {
		try {
			await publishArticle(title, state);
		} catch {
			showToast({text: t('failed')});
			return;
		}
		showToast({text: t('sent')});
	};
	return (
		<section className={cx('article')}>
			<textarea
				data-testid={tid('twitter-article-title')}
				className={cx('article-title')}
				placeholder="Add a title"
				rows={1}
				value={title}
				onChange={event => setTitle(event.target.value)}
			/>
			<div className={cx('rich')}>
				<Editor
					editorState={state}
					onChange={setState}
					placeholder="Start writing"
					webDriverTestID={tid('composer')}
				/>
			</div>
			<Press
				className={cx('send')}
				disabled={title.trim() === '' || !state.getCurrentContent().hasText()}
				onPress={() => void publish()}
			>
				Publish
			</Press>
		</section>
	);
}

async function publishArticle(title: string, state: EditorState): Promise<void> {
	const data = await graphql('ArticleEntityDraftCreate', {});
	const created = data.articleentity_create_draft as {article_entity_results: {result: {rest_id: string}}};
	const articleEntityId = created.article_entity_results.result.rest_id;
	const {blocks} = convertToRaw(state.getCurrentContent());
	await graphql('ArticleEntityUpdateTitle', {articleEntityId, title});
	await graphql('ArticleEntityUpdateContent', {articleEntityId, content_state: {blocks}});
	await graphql('ArticleEntityPublish', {articleEntityId});
}
