import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {type SignInRefusal, signInRefusals} from '#lib/api/console/refusals.ts';
import type {ReplyOf} from '../ask.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {type Entry, signIn} from './enter.ts';
import {SetUp} from './SetUp.tsx';

/** The first page anybody sees: by passkey or by the company's own sign-in, known already or with a link that works once. */
export function SignIn() {
	const {value: how, problem} = useAnswer('howToSignIn');
	return (
		<div className="door">
			<header>
				<h1>Countersign</h1>
				{how?.organisation && <p className="quiet">{how.organisation}</p>}
			</header>
			<main>
				<Refused />
				{problem !== '' && <p className="problem">{problem}</p>}
				{how && <Ways how={how} />}
			</main>
		</div>
	);
}

/** What the company's own sign-in was told; the address has only a code. */
function Refused() {
	const code = new URLSearchParams(location.search).get('refused') ?? '';
	if (!(code in signInRefusals)) return null;
	return (
		<p className="notice" role="alert">
			! {signInRefusals[code as SignInRefusal]}
		</p>
	);
}

function Ways({how}: {how: ReplyOf<'howToSignIn'>}) {
	const code = location.hash.slice(1);
	if (location.pathname === '/setup') return <SetUp code={code} how={how.how} />;
	if (location.pathname === '/enrol') return <Join code={code} how={how.how} />;
	if (!how.isSetUp)
		return <p>This hub is not set up yet. Open the link that it printed when it started: it works once.</p>;
	return <Known how={how.how} />;
}

function Known({how}: {how: 'passkey' | 'oidc'}) {
	const {busy, problem, run} = useDoing();
	return (
		<section aria-labelledby="known">
			<h2 id="known">Sign in</h2>
			<button type="button" className="primary" disabled={busy} onClick={() => void run(() => signIn(how))}>
				{how === 'oidc' ? 'Sign in with your company account' : 'Sign in with your passkey'}
			</button>
			<Problem>{problem}</Problem>
			<p className="quiet">New here? Open the invite link that an admin sent you.</p>
		</section>
	);
}

function Join({code, how}: {code: string; how: 'passkey' | 'oidc'}) {
	const {busy, problem, run} = useDoing();
	const [copied, setCopied] = useState(false);
	const entry: Entry = {code};
	return (
		<>
			<section aria-labelledby="join">
				<h2 id="join">Use the console in this browser</h2>
				<p>For reviewing on a phone, for admins and for auditors. Nothing has to be installed.</p>
				<button
					type="button"
					className="primary"
					disabled={busy}
					onClick={() => void run(() => signIn(how, entry))}
				>
					{how === 'oidc' ? 'Go on with your company account' : 'Make a passkey and sign in'}
				</button>
				<Problem>{problem}</Problem>
			</section>
			<section aria-labelledby="extension">
				<h2 id="extension">… or connect the Countersign extension</h2>
				<p>For posting. Open the options of the extension and paste the address of this page.</p>
				<button
					type="button"
					onClick={() => void navigator.clipboard.writeText(location.href).then(() => setCopied(true))}
				>
					{copied ? '✓ Copied' : 'Copy the address'}
				</button>
				<p className="quiet">The link works once, for one of the two, and for a quarter of an hour.</p>
			</section>
		</>
	);
}
