import {useCallback, useEffect, useState} from 'react';
import type {Account, ReadyView} from '#lib/api/contract.ts';
import {isWithin, type Location} from '#lib/core/identity/location.ts';
import {wordsOf} from '../ask.ts';
import type {Desk} from '../review/desk.ts';

type PersonRef = ReadyView['writer'];

export interface Library {
	versions: ReadyView[];
	accounts: Account[];
	/** Of everybody who wrote or approved one, by id. */
	names: ReadonlyMap<string, string>;
	/** Where one may write. */
	places: Location[];
}

/** All versions of one's places, and what a reply can be written for. */
export function useLibrary({client}: Desk) {
	const [library, setLibrary] = useState<Library>();
	const [problem, setProblem] = useState('');
	const again = useCallback(async () => {
		try {
			const [versions, me] = await Promise.all([client.call('readyVersions'), client.call('me')]);
			const own = me.person.roles.filter(({role}) => role === 'reviewer' || role === 'admin');
			const roots = own.map(({location}) => location);
			const places = placesOf(roots, me.accounts);
			setLibrary({versions, accounts: me.accounts, places, names: namesIn(versions, me.person)});
			setProblem('');
		} catch (error) {
			setProblem(wordsOf(error));
		}
	}, [client]);
	useEffect(() => void again(), [again]);
	return {library, problem, again};
}

function namesIn(versions: readonly ReadyView[], self: PersonRef): Map<string, string> {
	const others = versions.flatMap(({writer, approver}) => (approver ? [writer, approver] : [writer]));
	return new Map([self, ...others].map(({id, name}) => [id, name]));
}

/** One's own places, and those below them on the way to an account. */
function placesOf(roots: readonly Location[], accounts: readonly Account[]): Location[] {
	const steps = accounts.flatMap(({location}) => {
		const parts = location.split('/');
		return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
	});
	const below = steps.filter(place => roots.some(root => isWithin(place, root)));
	return [...new Set([...roots, ...below])].sort();
}
