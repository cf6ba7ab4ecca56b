import * as z from 'zod';
import {FacebookError, type Line, type Operation, operation} from '../operation.ts';
import {actorCookie} from '../session.ts';
import {feedOf} from '../view.ts';

const noted = operation({
	does: 'signal',
	variables: z.record(z.string(), z.unknown()),
	run: (): Line[] => [{data: {}}],
});
const query = operation({
	does: 'read',
	variables: z.record(z.string(), z.unknown()),
	run: (): Line[] => [{data: {viewer: {}}}],
});

/** The reads that fire when a composer opens. Their names end in `Query`. */
const COMPOSER_QUERIES = [
	'ComposerDialogRootQuery',
	'CometPrivacySelectorPickerQuery',
	'ComposerActivityPickerQuery',
	'CometComposerMentionsSourceQuery',
	'ComposerTextFormatPresetsQuery',
] as const;

/** Reads and signals: everything that is no publication. Negatives of facebook.md, appendix groups 9 and 10. */
export const signalOperations: Record<string, Operation> = {
	CometUFILiveTypingBroadcastMutation_StartMutation: noted,
	CometUFILiveTypingBroadcastMutation_StopMutation: noted,
	CPXComposerStoryShareSectionMutation: noted,
	BusinessComposerSaveDefaultPlacementsMutation: noted,
	CometUFICommentQualitySurveySubmitMutation: noted,
	useGroupsCometAnonymousPostToggleMutation: noted,
	...Object.fromEntries(COMPOSER_QUERIES.map(name => [name, query])),
	CometNewsFeedPaginationQuery: operation({
		does: 'read',
		variables: z.strictObject({count: z.int(), groupID: z.string().nullable()}),
		run: ({world, actor, variables}) => [
			{data: {viewer: {news_feed: feedOf(world.facebook, actor.id, variables.groupID, variables.count)}}},
		],
	}),
	CometProfileSwitchMutation: operation({
		does: 'signal',
		variables: z.strictObject({profile_id: z.string()}),
		run: ({world, variables, setCookie}) => {
			const {mayActAs, actors} = world.facebook;
			if (!mayActAs.includes(variables.profile_id)) throw new FacebookError(1_357_004, 'Not your profile');
			setCookie(actorCookie(actors.get(variables.profile_id)!));
			return [{data: {profile_switch: {profile: {id: variables.profile_id}}}}];
		},
	}),
};
