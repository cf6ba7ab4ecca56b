import {useState} from 'react';
import {browser} from 'wxt/browser';
import {send} from '#lib/messaging/send.ts';
import {inviteInHash, originToAllow, readInvite} from './invite.ts';
import {Problem} from './Problem.tsx';
import {problemOf} from './problem-of.ts';

interface Props {
	/** Fixed by an administrator; then nobody has to type it. */
	fixedHub: string | null;
	done: () => void;
}

/** Makes this browser one of the company's: the hub's address and a code that works once. */
export function EnrolForm({fixedHub, done}: Props) {
	const [invite, setInvite] = useState(() => inviteInHash(location.hash));
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState('');
	const hub = fixedHub ?? invite.hub;
	const enrol = async () => {
		setBusy(true);
		setProblem(await enrolWith(hub, invite.code));
		setBusy(false);
	};
	return (
		<form
			className="enrol"
			onSubmit={event => {
				event.preventDefault();
				void enrol().then(done);
			}}
		>
			<label className="field">
				<span className="label">Invite link or code</span>
				<input
					name="code"
					autoComplete="off"
					spellCheck={false}
					required={true}
					value={invite.code}
					onChange={event => setInvite(readInvite(event.target.value, invite.hub))}
				/>
			</label>
			{fixedHub === null && (
				<label className="field">
					<span className="label">Hub address</span>
					<input
						name="hub"
						autoComplete="off"
						spellCheck={false}
						required={true}
						placeholder="https://countersign.example.com"
						value={invite.hub}
						onChange={event => setInvite({...invite, hub: event.target.value})}
					/>
				</label>
			)}
			<p className="quiet">
				Your company will see what you send for approval and what goes out from company accounts. It never
				sees your own accounts, or what you type and do not send.
			</p>
			<Problem>{problem}</Problem>
			<button type="submit" className="primary" disabled={busy}>
				{busy ? 'Enrolling…' : 'Enrol this browser'}
			</button>
		</form>
	);
}

/** Empty when it worked; else what to tell the person. */
function enrolWith(hub: string, code: string): Promise<string> {
	return problemOf(allow(hub).then(() => send('desk:enrol', {hub, code})));
}

/** Asks the browser's permission to speak to this hub. Without it the hub may still allow us by itself (CORS). */
async function allow(hub: string): Promise<void> {
	const origin = originToAllow(hub);
	if (!origin || (await browser.permissions.contains({origins: [origin]}))) return;
	await browser.permissions.request({origins: [origin]});
}
