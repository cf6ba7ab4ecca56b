import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {CoveredBrowser} from '#lib/api/console.ts';
import {ask} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
import {PauseForm} from './Pauses.tsx';
import {branchName, span, stateWords, time} from './words.ts';

interface Props {
	browsers: readonly CoveredBrowser[];
	now: number;
	isAdmin: boolean;
	done: () => void;
}

/** Who has not got the rules, and what can be done about it. */
export function Left({browsers, now, isAdmin, done}: Props) {
	const {busy, problem, run} = useDoing();
	const nudge = (devices: string[]) =>
		void run(() => ask('nudge', {devices})).then(isDone => isDone && done());
	if (browsers.length === 0) return <p>✓ Every browser has the rules in force.</p>;
	return (
		<section className="stack" aria-labelledby="left">
			<div className="page-head">
				<h2 id="left">Not on it yet</h2>
				{isAdmin && (
					<button type="button" disabled={busy} onClick={() => nudge(browsers.map(({device}) => device))}>
						{browsers.length === 1 ? 'Nudge it' : `Nudge all ${browsers.length}`}
					</button>
				)}
			</div>
			<Problem>{problem}</Problem>
			<ul className="stack changes">
				{browsers.map(browser => (
					<li key={browser.device} className="stack">
						<Behind browser={browser} now={now} />
						{isAdmin && <Doing browser={browser} busy={busy} nudge={nudge} done={done} />}
					</li>
				))}
			</ul>
		</section>
	);
}

function Behind({browser, now}: {browser: CoveredBrowser; now: number}) {
	const {person, location, state, label, version, seenAt, extension, nudgedAt, waiting, pause} = browser;
	return (
		<div>
			<p>
				<strong>{person}</strong>, <span title={location}>{branchName(location)}</span> · {stateWords[state]}
				{pause !== null && ' · paused'}
			</p>
			<p className="quiet">
				{browser.browser || label}
				{extension && ` · Countersign ${extension}`} ·{' '}
				{version === null ? 'has never said which rules it has' : `has version ${version}`} ·{' '}
				{seenAt === null ? 'never heard' : `last heard ${time(seenAt)} (${span(now - seenAt)} ago)`}
				{waiting > 0 && ` · ${waiting} records not delivered`}
				{nudgedAt !== null && ` · nudged ${time(nudgedAt)}`}
			</p>
		</div>
	);
}

interface DoingProps {
	browser: CoveredBrowser;
	busy: boolean;
	nudge: (devices: string[]) => void;
	done: () => void;
}

function Doing({browser: {device, person, pause}, busy, nudge, done}: DoingProps) {
	const [isPausing, setPausing] = useState(false);
	return (
		<>
			<div className="actions">
				<button
					type="button"
					disabled={busy}
					aria-label={`Nudge the browser of ${person}`}
					onClick={() => nudge([device])}
				>
					Nudge
				</button>
				{pause === null && !isPausing && (
					<button
						type="button"
						aria-label={`Pause posting in the browser of ${person} until updated`}
						onClick={() => setPausing(true)}
					>
						Pause posting until updated …
					</button>
				)}
			</div>
			{isPausing && (
				<PauseForm
					what={{device}}
					done={() => {
						setPausing(false);
						done();
					}}
				/>
			)}
		</>
	);
}
