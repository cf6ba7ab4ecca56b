import * as z from 'zod';
import {publish} from '../../world.ts';
import {commentFeedbackId, commentId, feedbackId, readFeedback} from '../ids.ts';
import {type Call, FacebookError, type Line, type Operation, operation} from '../operation.ts';
import {addComment, type Comment} from '../state.ts';
import {commentView} from '../view.ts';

const createVariables = z.strictObject({
	input: z.strictObject({
		feedback_id: z.string(),
		message: z.strictObject({ranges: z.array(z.unknown()), text: z.string()}),
		attachments: z.array(z.unknown()).nullable(),
		idempotence_token: z.string(),
		session_id: z.string(),
		tracking: z.array(z.string()),
		feedback_source: z.string(),
		formatting_style: z.null(),
		reply_comment_parent_fbid: z.string().optional(),
		actor_id: z.string(),
		client_mutation_id: z.string(),
	}),
	feedLocation: z.string(),
	groupID: z.string().nullable(),
});
const editVariables = z.strictObject({
	input: z.strictObject({
		comment_id: z.string(),
		message: z.strictObject({ranges: z.array(z.unknown()), text: z.string()}),
		actor_id: z.string(),
		client_mutation_id: z.string(),
	}),
});
const deleteVariables = z.strictObject({
	input: z.strictObject({
		comment_id: z.string(),
		remove_location: z.literal('MENU'),
		actor_id: z.string(),
		client_mutation_id: z.string(),
	}),
});
const reactVariables = z.strictObject({
	input: z.strictObject({
		feedback_id: z.string(),
		feedback_reaction_id: z.string(),
		feedback_source: z.string(),
		actor_id: z.string(),
		client_mutation_id: z.string(),
	}),
});

const create = operation({does: 'write', variables: createVariables, run: createComment});
const edit = operation({does: 'write', variables: editVariables, run: editComment});
const remove = operation({does: 'write', variables: deleteVariables, run: deleteComment});

/** Comments, replies and reactions. Two names each exist; both are known. */
export const commentOperations: Record<string, Operation> = {
	useCometUFICreateCommentMutation: create,
	CometUFICreateCommentMutation: create,
	useCometUFIEditCommentMutation: edit,
	CometUFIEditCommentMutation: edit,
	useCometUFIDeleteCommentMutation: remove,
	CometUFIDeleteCommentMutation: remove,
	CometUFIFeedbackReactMutation: operation({does: 'write', variables: reactVariables, run: react}),
};

function createComment(call: Call<z.infer<typeof createVariables>>): Line[] {
	const {world, actor, op, variables, receivedAt} = call;
	const {feedback_id, message, reply_comment_parent_fbid} = variables.input;
	const target = readFeedback(feedback_id);
	if (!target || !world.facebook.stories.has(target.post) || message.text === '')
		throw new FacebookError(1_675_012);
	const parent = target.comment ?? reply_comment_parent_fbid ?? null;
	if (parent && !world.facebook.comments.has(parent)) throw new FacebookError(1_675_012, 'No such comment');
	const comment = addComment(world.facebook, {
		id: world.facebook.nextId(),
		story: target.post,
		parent,
		author: actor.id,
		text: message.text,
		createdAt: receivedAt,
	});
	publish(world, {
		id: comment.id,
		site: 'facebook',
		kind: 'comment',
		text: comment.text,
		target: parent ?? target.post,
		actor: actor.id,
		receivedAt,
		op,
	});
	return created(call, comment);
}

function created({world, actor}: Pick<Call<unknown>, 'world' | 'actor'>, comment: Comment): Line[] {
	const url = `https://www.facebook.com/${comment.story}?comment_id=${comment.id}`;
	const total = [...world.facebook.comments.values()].filter(
		other => other.story === comment.story && !other.gone,
	).length;
	const node = {
		id: commentId(comment),
		legacy_fbid: comment.id,
		feedback: {id: commentFeedbackId(comment), url, expansion_info: {should_show_reply_count: true}},
		sandbox_view: commentView(world.facebook, comment, actor.id),
	};
	return [
		{
			data: {
				comment_create: {
					feedback_comment_edge: {node},
					feedback: {id: feedbackId(comment.story), total_comment_count: total},
				},
			},
		},
		{
			label: 'CometUFIComment$defer$Translation',
			path: ['comment_create', 'feedback_comment_edge', 'node'],
			data: {translatability_for_viewer: null},
		},
	];
}

function editComment({world, actor, op, variables}: Call<z.infer<typeof editVariables>>): Line[] {
	const comment = ownComment({world, actor}, variables.input.comment_id);
	comment.text = variables.input.message.text;
	publish(world, {
		id: comment.id,
		site: 'facebook',
		kind: 'edit',
		text: comment.text,
		target: comment.id,
		actor: actor.id,
		op,
	});
	return [{data: {comment_edit: {comment: {id: commentId(comment)}}}}];
}

function deleteComment({world, actor, op, variables}: Call<z.infer<typeof deleteVariables>>): Line[] {
	const comment = ownComment({world, actor}, variables.input.comment_id);
	comment.gone = true;
	publish(world, {
		id: comment.id,
		site: 'facebook',
		kind: 'delete',
		text: '',
		target: comment.id,
		actor: actor.id,
		op,
	});
	return [{data: {comment_delete: {deleted_comment_id: commentId(comment)}}}];
}

function ownComment({world, actor}: Pick<Call<unknown>, 'world' | 'actor'>, id: string): Comment {
	const comment = world.facebook.comments.get(readFeedback(id)?.comment ?? '');
	if (!comment || comment.gone || comment.author !== actor.id)
		throw new FacebookError(1_675_012, 'Not your comment');
	return comment;
}

/** Reaction id "0" takes the reaction back. */
function react({world, actor, op, variables}: Call<z.infer<typeof reactVariables>>): Line[] {
	const {feedback_id, feedback_reaction_id: reaction} = variables.input;
	const target = readFeedback(feedback_id);
	const {comments, stories} = world.facebook;
	const subject = target?.comment ? comments.get(target.comment) : stories.get(target?.post ?? '');
	if (!subject) throw new FacebookError(1_675_012, 'Nothing to react to');
	if (reaction === '0') subject.reactions.delete(actor.id);
	else subject.reactions.set(actor.id, reaction);
	publish(world, {
		id: subject.id,
		site: 'facebook',
		kind: reaction === '0' ? 'undo' : 'reaction',
		text: '',
		target: subject.id,
		actor: actor.id,
		op,
	});
	return [
		{data: {feedback_react: {feedback: {id: feedback_id, reaction_count: {count: subject.reactions.size}}}}},
	];
}
