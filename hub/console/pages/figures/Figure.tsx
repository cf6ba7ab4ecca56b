import {createContext, useContext} from 'react';
import {recordsPlace} from '#lib/api/console/records-link.ts';
import type {CountOf, Evaluated} from '#lib/api/console.ts';
import {figure} from '../archive/words.ts';
import {Link} from '../shell/Link.tsx';

/** Of which evaluation the figures below are. */
export const Shown = createContext<Evaluated | null>(null);

/** A number that opens its records, for those who may look into the archive. */
export function Figure({of: {count, facts}, label}: {of: CountOf; label: string}) {
	const shown = useContext(Shown);
	if (!shown?.mayOpen || count === 0) return <>{figure(count)}</>;
	return (
		<Link to={recordsPlace({...shown, facts})} aria-label={`${label}: ${figure(count)}. Open the records`}>
			{figure(count)}
		</Link>
	);
}
