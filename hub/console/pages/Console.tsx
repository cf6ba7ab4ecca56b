import {useEffect} from 'react';
import {keepToken} from './ask.ts';
import {Shell} from './shell/Shell.tsx';
import {SignIn} from './sign-in/SignIn.tsx';
import {useAnswer} from './use-answer.ts';

/** Who is not signed in signs in; who is, works. An invite or setup link always begins with signing in. */
export function Console() {
	const {value: session, problem, again} = useAnswer('session');
	if (session) keepToken(session.token);
	useEffect(() => {
		document.title = session ? `${session.organisation.name} · Countersign` : 'Sign in · Countersign';
	}, [session]);
	const isEntry = ['/enrol', '/setup'].includes(location.pathname);
	if (isEntry) return <SignIn />;
	if (session) return <Shell session={session} signedOut={again} />;
	return problem === '' ? <p className="quiet loading">…</p> : <SignIn />;
}
