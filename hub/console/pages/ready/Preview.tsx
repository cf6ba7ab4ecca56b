import {useEffect, useRef} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {ReadyTrial} from '#lib/api/contract.ts';
import {signReady} from '#lib/api/ready.ts';
import {readyClaims} from '#lib/core/ready/statement.ts';
import {go} from '../place.ts';
import type {Desk} from '../review/desk.ts';
import {useDoing} from '../use-doing.ts';
import {Found} from './Found.tsx';
import {Signed} from './Signed.tsx';
import type {Library} from './use-library.ts';
import {placeOf} from './words.ts';

interface Props {
	trial: ReadyTrial;
	library: Library;
	desk: Desk;
}

/** Exactly what is signed: the blanks marked, each locked word there, and what the rules say. */
export function Preview({trial, library, desk}: Props) {
	const {busy, problem, run} = useDoing();
	const title = useRef<HTMLHeadingElement>(null);
	// A screen reader is taken to what has just appeared
	useEffect(() => title.current?.focus(), []);
	const {reply, findings} = trial;
	const isBlocked = findings.some(({severity}) => severity === 'block');
	const send = async () => {
		const {key, device} = desk.device;
		const claims = readyClaims(reply, 'writer', desk.person, desk.now(), crypto.randomUUID());
		await desk.client.call('writeReady', {reply, statement: await signReady(key, device, claims)});
		go(placeOf(reply));
	};
	return (
		<section className="stack card" aria-labelledby="preview">
			<h2 id="preview" ref={title} tabIndex={-1}>
				{reply.id} v{reply.version} · {reply.title}
			</h2>
			<Signed reply={reply} library={library} />
			<Found trial={trial} settles={reply.settles} />
			{isBlocked && <p className="notice">! These words need a change before anybody can sign them.</p>}
			<Problem>{problem}</Problem>
			<div className="actions">
				<button type="button" className="primary" disabled={busy || isBlocked} onClick={() => void run(send)}>
					Sign and send for approval
				</button>
			</div>
		</section>
	);
}
