import {useEffect, useRef} from 'react';
import type {ConsoleSession} from '#lib/api/console.ts';
import {ask} from '../ask.ts';
import {pages} from '../navigation.ts';
import {mayOpen, type PageOf, type PageProps} from '../page.ts';
import {namesIn, usePlace} from '../place.ts';
import {useDoing} from '../use-doing.ts';
import {Home} from './Home.tsx';
import {Link} from './Link.tsx';
import {Navigation} from './Navigation.tsx';

/** Around every page: who one is, where one can go, and the page itself. */
export function Shell({session, signedOut}: {session: ConsoleSession; signedOut: () => void}) {
	const place = usePlace();
	const main = useRef<HTMLElement>(null);
	const first = useRef(true);
	// A new page begins at its top, for a screen reader too
	// biome-ignore lint/correctness/useExhaustiveDependencies: the place is what changed
	useEffect(() => {
		if (!first.current) main.current?.focus();
		first.current = false;
	}, [place]);
	return (
		<>
			<a className="skip" href="#main">
				To the page
			</a>
			<header className="console-top">
				<Link to="/" className="brand">
					{session.organisation.name}
				</Link>
				<Person session={session} signedOut={signedOut} />
			</header>
			<Navigation session={session} place={place} />
			<main id="main" ref={main} tabIndex={-1}>
				<PageAt place={place} session={session} />
			</main>
		</>
	);
}

function Person({session, signedOut}: {session: ConsoleSession; signedOut: () => void}) {
	const {busy, run} = useDoing();
	const leave = async () => {
		const {url} = await ask('signOut');
		if (url) location.assign(url);
		else location.replace('/console/');
		signedOut();
	};
	return (
		<div className="person">
			<span>{session.person.name}</span>
			<button type="button" className="plain" disabled={busy} onClick={() => void run(leave)}>
				Sign out
			</button>
		</div>
	);
}

function PageAt({place, session}: {place: string; session: ConsoleSession}) {
	const found = pageAt(place);
	if (place === '/') return <Home session={session} pages={pages} />;
	if (!found || !mayOpen(found.page, session))
		return (
			<>
				<h1>Nothing here for you</h1>
				<p>
					There is no page at this address, or it is not part of your work.{' '}
					<Link to="/">To the beginning</Link>
				</p>
			</>
		);
	const {Page} = found.page;
	return <Page key={place} session={session} names={found.names} />;
}

function pageAt(place: string): {page: PageOf; names: PageProps['names']} | undefined {
	for (const page of pages) {
		const names = namesIn(page.at, place);
		if (names) return {page, names};
	}
	return;
}
