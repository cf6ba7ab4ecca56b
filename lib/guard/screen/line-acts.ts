import type {Fix} from '#lib/core/policy/finding.ts';
import {copyText} from '../clipboard.ts';
import {ruleOf} from '../helped.ts';
import type {LineActions} from '../ui/line.ts';
import type {Status} from '../ui/status.ts';
import type {Dialogs} from './dialogs.ts';
import type {Shared} from './shared.ts';

/** What the buttons of the line and of its panel do. */
export function lineActs(shared: Shared, {approvals, ready}: Dialogs): LineActions {
	const {desk, known, disputes, helped, editing, read} = shared;
	return {
		fix,
		leave: editing.leave,
		dispute(rule, reason) {
			disputes.keep(rule, reason);
			shared.render();
			editing.leave();
		},
		act,
		ready: () => ready.open(read()),
		copy: text => void copyText(text),
		disputed: disputes.of,
	};

	/** Whose wording it was is asked before it stands there. */
	async function fix(change: Fix): Promise<boolean> {
		const rule = ruleOf(read()?.judgement.findings ?? [], change);
		const taken = await editing.fix(change);
		if (taken && rule) helped.took(rule);
		return taken;
	}

	function act(act: NonNullable<Status['act']>): void {
		const look = read();
		if (act === 'copy') editing.copyDraft();
		else if (act === 'got-it') gotIt();
		else if (look) approvals.offer(look, true);
	}

	/** Whether it was heard or not: it stays until the background says that it is read. */
	function gotIt(): void {
		const lesson = known.state?.lesson?.id;
		if (lesson) void desk.ask('lesson:read', {lesson}).catch(() => {});
		editing.leave();
	}
}
