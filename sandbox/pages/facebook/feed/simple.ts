import {graphql} from '../api/graphql.ts';
import {t} from '../i18n.ts';
import {getState, showToast} from '../store.ts';

/** Sends one mutation whose input is all there is; says by toast how it went. */
export async function sendSimple(operation: string, input: object): Promise<boolean> {
	try {
		await graphql(operation, {input: {...input, actor_id: getState().actor.id, client_mutation_id: '4'}});
	} catch {
		showToast({text: t('actionFailed')}, true);
		return false;
	}
	showToast({text: '✓'});
	return true;
}
