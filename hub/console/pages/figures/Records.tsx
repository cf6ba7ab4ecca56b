import {useEffect, useState} from 'react';
import {recordsAsked} from '#lib/api/console/records-link.ts';
import {ask, wordsOf} from '../ask.ts';
import {go} from '../place.ts';
import {Link} from '../shell/Link.tsx';

/** Where a figure's link leads: the search behind it, asked once and kept like any other. */
export function Records() {
	const [problem, setProblem] = useState('');
	useEffect(() => {
		const asked = recordsAsked(new URLSearchParams(location.search));
		if (!asked)
			return setProblem('This link is not complete. Open it from the evaluation or the board pack again.');
		const {from, to, facts, position} = asked;
		ask('search', {search: {from, to, facts: [...facts]}, position}).then(
			({saved}) => go(`/archive/searches/${saved.id}`, 'instead'),
			error => setProblem(wordsOf(error)),
		);
	}, []);
	return (
		<>
			<h1>The records behind a number</h1>
			<p className="problem" role="alert">
				{problem}
			</p>
			{problem === '' ? <p className="quiet">…</p> : <Link to="/archive">Search the archive</Link>}
		</>
	);
}
