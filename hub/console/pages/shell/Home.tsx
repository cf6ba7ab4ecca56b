import type {ConsoleSession} from '#lib/api/console.ts';
import {everywhere} from '#lib/core/identity/location.ts';
import {mayOpen, type PageOf, words} from '../page.ts';
import {ToRead} from '../rules/ToRead.tsx';
import {Link} from './Link.tsx';

/** Who one is here, and where one may go. */
export function Home({session, pages}: {session: ConsoleSession; pages: readonly PageOf[]}) {
	const {person} = session;
	return (
		<>
			<h1>{person.name}</h1>
			<p className="quiet">
				{person.roles.length === 0
					? 'You have no role here yet. An admin can give you one.'
					: person.roles.map(({role, location}) => `${role} ${placed(location)}`).join(' · ')}
			</p>
			{person.roles.some(({role}) => role === 'admin' || role === 'rule-reviewer') && <ToRead />}
			<ul className="tiles">
				{words.map(word => {
					const own = pages.filter(page => page.word === word && mayOpen(page, session));
					return own.length === 0 ? null : (
						<li key={word}>
							<h2>{word}</h2>
							<ul>
								{own.map(({at, title}) => (
									<li key={at}>
										<Link to={at}>{title}</Link>
									</li>
								))}
							</ul>
						</li>
					);
				})}
			</ul>
		</>
	);
}

const placed = (location: string) => (location === everywhere ? 'for the whole firm' : `at ${location}`);
