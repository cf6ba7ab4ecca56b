import {useEffect, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {ReadyTrial, ReadyView} from '#lib/api/contract.ts';
import {wordsOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import type {Desk} from '../review/desk.ts';
import {WithDevice} from '../review/WithDevice.tsx';
import {Link} from '../shell/Link.tsx';
import {Decide} from './Decide.tsx';
import {Found} from './Found.tsx';
import {groupNames, groupOf} from './groups.ts';
import {Retire} from './Retire.tsx';
import {History, Signed} from './Signed.tsx';
import {type Library, useLibrary} from './use-library.ts';

/** One version: what is signed, what the rules say of it, and what can be decided. */
export function Reply({session, names}: PageProps) {
	return (
		<WithDevice title="Ready reply" session={session}>
			{desk => <AtDesk desk={desk} id={names.id ?? ''} version={Number(names.version)} />}
		</WithDevice>
	);
}

function AtDesk({desk, id, version}: {desk: Desk; id: string; version: number}) {
	const {library, problem, again} = useLibrary(desk);
	const [said, setSaid] = useState('');
	const view = library?.versions.find(({reply}) => reply.id === id && reply.version === version);
	const done = (words: string) => {
		setSaid(words);
		void again();
	};
	return (
		<>
			<p>
				<Link to="/ready">← All ready replies</Link>
			</p>
			<p className="said" role="status">
				{said}
			</p>
			<Problem>{problem}</Problem>
			{library && !view && <h1>There is no such reply in your places</h1>}
			{library && view && <Shown view={view} library={library} desk={desk} done={done} />}
		</>
	);
}

interface ShownProps {
	view: ReadyView;
	library: Library;
	desk: Desk;
	done: (words: string) => void;
}

function Shown({view, library, desk, done}: ShownProps) {
	const {reply, state} = view;
	const {versions} = library;
	const isLast = !versions.some(other => other.reply.id === reply.id && other.reply.version > reply.version);
	return (
		<>
			<h1>
				{reply.id} v{reply.version} · {reply.title}
			</h1>
			<p>
				<strong>{groupNames[groupOf(view, versions, desk.now())]}</strong>
			</p>
			<History {...view} />
			<Signed reply={reply} library={library} />
			{state === 'written' && <Judged view={view} desk={desk} />}
			{state === 'written' && <Decide view={view} desk={desk} done={done} />}
			{state === 'approved' && <Retire view={view} desk={desk} done={done} />}
			{isLast && (
				<p>
					<Link to={`/ready/${reply.id}/new`}>Write a new version</Link>
				</p>
			)}
		</>
	);
}

/** As the rules judge it now, for whoever is to answer for it. */
function Judged({view: {reply}, desk}: {view: ReadyView; desk: Desk}) {
	const [trial, setTrial] = useState<ReadyTrial>();
	const [problem, setProblem] = useState('');
	useEffect(() => {
		desk.client
			.call('tryReady', {reply})
			.then(setTrial, error => setProblem(`What the rules say cannot be shown: ${wordsOf(error)}`));
	}, [desk, reply]);
	if (problem !== '') return <p className="notice">{problem}</p>;
	return trial ? <Found trial={trial} settles={reply.settles} /> : <p className="quiet">…</p>;
}
