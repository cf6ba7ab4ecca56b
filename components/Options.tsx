import {useState} from 'react';
import type {DeskState} from '#lib/messaging/catalogue.ts';
import {send} from '#lib/messaging/send.ts';
import {AccountList} from './AccountList.tsx';
import {forgetAllBegun} from './begun.ts';
import {EnrolForm} from './EnrolForm.tsx';
import {OwnRecords} from './OwnRecords.tsx';
import {Problem} from './Problem.tsx';
import {problemOf} from './problem-of.ts';
import {HubClock, useDeskState, useNow} from './use-desk.ts';
import {Waiting} from './Waiting.tsx';
import {clockTime} from './words.ts';

/** Who this browser belongs to, what it guards, and what the employer can see. */
export function Options() {
	const {value: state, trouble, again} = useDeskState();
	return (
		<>
			<header className="top">
				<h1>Countersign</h1>
			</header>
			<main className="page">
				<Waiting what="this browser’s state" trouble={trouble} hasOld={state !== undefined} />
				{state && !state.enrolled && (
					<section aria-labelledby="enrol-title">
						<h2 id="enrol-title">Enrol this browser</h2>
						<EnrolForm fixedHub={state.hubUrl} done={again} />
					</section>
				)}
				{state?.enrolled && (
					<HubClock value={state.ahead}>
						<Enrolled state={state} again={again} />
					</HubClock>
				)}
			</main>
		</>
	);
}

function Enrolled({state, again}: {state: DeskState; again: () => void}) {
	return (
		<>
			<State state={state} />
			<AccountList accounts={state.accounts} />
			<OwnRecords />
			<Leave done={again} />
		</>
	);
}

function State({state}: {state: DeskState}) {
	const now = useNow();
	const {person, organisation, hubUrl, hub, policy, gate, outbox, checkpoint, device, extension} = state;
	const rows: [string, string][] = [
		['Enrolled as', `${person?.name ?? ''}, ${organisation ?? ''}`],
		['Roles', person?.roles.map(({role, location}) => `${role} at ${location}`).join(', ') ?? ''],
		['Hub', `${hubUrl ?? ''} · ${hub === 'online' ? '✓ online' : '⇅ offline'}`],
		[
			'Rules',
			policy
				? `version ${policy.version}, until ${clockTime(policy.expires, now)}`
				: '! none: company posts wait',
		],
		[
			'Browser',
			gate === 'managed' ? 'Managed by your company' : 'Not managed: slips are stopped, determination is not',
		],
		['Outbox', outboxWords(outbox)],
		[
			'Archive last seen',
			checkpoint ? `${checkpoint.size} entries, ${clockTime(checkpoint.at, now)}` : 'not yet',
		],
		['Device', device ?? ''],
		['Version', extension],
	];
	return (
		<section aria-labelledby="state-title">
			<h2 id="state-title">This browser</h2>
			<dl className="facts">
				{rows.map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
			{hubUrl && (
				<p>
					<a href={`${hubUrl}/console/`} target="_blank" rel="noopener noreferrer">
						Open the company’s console
					</a>
				</p>
			)}
		</section>
	);
}

function outboxWords({waiting, quarantined, broken}: DeskState['outbox']): string {
	if (broken) return '! Nothing can be recorded here, so nothing can be posted';
	const aside = quarantined > 0 ? ` · ${quarantined} set aside, your admin is told` : '';
	return `${waiting === 0 ? '✓ everything is archived' : `${waiting} to send`}${aside}`;
}

function Leave({done}: {done: () => void}) {
	const [isSure, setSure] = useState(false);
	const [problem, setProblem] = useState('');
	const leave = async () => {
		const wrong = await problemOf(send('desk:unenrol', {}));
		setProblem(wrong);
		setSure(false);
		if (wrong === '') forgetAllBegun();
		done();
	};
	return (
		<section aria-labelledby="leave-title">
			<h2 id="leave-title">Leave</h2>
			<p className="quiet">
				Countersign then guards nothing in this browser. What was archived stays archived.
			</p>
			{isSure ? (
				<div className="actions">
					<button type="button" className="danger" onClick={() => void leave()}>
						Leave {'and forget this device’s key'}
					</button>
					<button type="button" onClick={() => setSure(false)}>
						Stay
					</button>
				</div>
			) : (
				<button type="button" onClick={() => setSure(true)}>
					Leave the company on this browser…
				</button>
			)}
			<Problem>{problem}</Problem>
		</section>
	);
}
