import {useState} from 'react';
import type {ConsoleSession} from '#lib/api/console.ts';
import {pages} from '../navigation.ts';
import {mayOpen, type Word, words} from '../page.ts';
import {Link} from './Link.tsx';

/** The words people know from their social media policy; below the chosen word its pages. */
export function Navigation({session, place}: {session: ConsoleSession; place: string}) {
	const own = pages.filter(page => page.word !== undefined && mayOpen(page, session));
	const current = wordAt(place);
	const below = own.filter(page => page.word === current);
	const [isOpen, setOpen] = useState(false);
	return (
		<nav className="console-nav" aria-label="Console">
			<button type="button" className="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
				☰ {current ?? 'Menu'}
			</button>
			<ul className={isOpen ? 'words open' : 'words'}>
				{words.map(word => {
					const first = own.find(page => page.word === word);
					return first === undefined ? null : (
						<li key={word}>
							<Link
								to={first.at}
								aria-current={word === current ? 'true' : undefined}
								onMoved={() => setOpen(false)}
							>
								{word}
							</Link>
						</li>
					);
				})}
			</ul>
			{below.length > 1 && (
				<ul className="below" aria-label={current}>
					{below.map(({at, title}) => (
						<li key={at}>
							<Link to={at} aria-current={currentAt(at, below, place)}>
								{title}
							</Link>
						</li>
					))}
				</ul>
			)}
		</nav>
	);
}

/** On `/backtest/7` one is below Backtest; on `/people/directory` not below People. */
function currentAt(at: string, below: readonly {at: string}[], place: string): 'page' | 'true' | undefined {
	if (at === place) return 'page';
	if (below.some(other => other.at === place)) return;
	return place.startsWith(`${at}/`) ? 'true' : undefined;
}

/** `/rules/FIN-01` is below the word of `/rules`. */
function wordAt(place: string): Word | undefined {
	const [, first] = place.split('/');
	return pages.find(({at, word}) => word !== undefined && at.split('/')[1] === first)?.word;
}
