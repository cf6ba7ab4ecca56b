import type {DeskState} from '#lib/messaging/catalogue.ts';

/** In one line: who this browser is, and whether everything works. */
export function StateLine({state}: {state: DeskState}) {
	const {waiting, quarantined, broken} = state.outbox;
	const parts = [
		`${state.person?.name ?? 'Somebody'}, ${state.organisation ?? ''}`,
		state.hub === 'online' ? '✓ Hub online' : '⇅ Offline. Approvals wait.',
		state.policy ? `Rules ${state.policy.version}` : '! No rules: company posts wait',
		state.gate === 'managed' ? 'Managed browser' : 'Unmanaged browser',
		waiting > 0 ? `${waiting} ${waiting === 1 ? 'record' : 'records'} to send` : '',
		quarantined > 0 ? `! ${quarantined} set aside` : '',
		broken ? '! Nothing can be recorded here: posting is stopped' : '',
	];
	return <footer className="state-line">{parts.filter(part => part !== '').join(' · ')}</footer>;
}
