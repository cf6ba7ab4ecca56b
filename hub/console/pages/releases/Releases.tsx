import type {RulesChange, RulesRelease} from '#lib/api/console.ts';
import type {ReplyOf} from '../ask.ts';
import {when} from '../backtest/words.ts';
import type {PageProps} from '../page.ts';
import {ToRead} from '../rules/ToRead.tsx';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {Changes} from './Changes.tsx';
import {Decide} from './Decide.tsx';
import {Propose} from './Propose.tsx';
import {RollBack} from './RollBack.tsx';

const stateNames = {
	waiting: '◔ Waiting for a second person',
	approved: '✓ Approved',
	refused: '↩ Not approved',
	withdrawn: 'Taken back',
} as const;

/** What is in force, what waits for a second person, what was changed since, and the way back. */
export function Releases({session}: PageProps) {
	const {value, problem, again} = useAnswer('releases');
	const isAdmin = session.person.roles.some(({role, location}) => role === 'admin' && location === 'group');
	const isAuditor = session.person.roles.some(
		({role, location}) => role === 'auditor' && location === 'group',
	);
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	const waiting = value.releases.filter(({state}) => state === 'waiting');
	return (
		<>
			<h1>Releases</h1>
			<ToRead />
			{waiting.map(release => (
				<Decide key={release.id} release={release} done={again} />
			))}
			{(isAdmin || waiting.length === 0) && !isProposed(value.changes, waiting) && (
				<section className="stack" aria-labelledby="changes">
					<h2 id="changes">Changed since the last release</h2>
					{value.changes.length === 0 ? (
						<p className="quiet">
							Nothing. <Link to="/rules">To the rules</Link>
						</p>
					) : (
						<>
							<Changes changes={value.changes} />
							{isAdmin && waiting.length === 0 && (
								<Propose
									changes={value.changes}
									stages={value.stages}
									hasSecond={value.hasSecond}
									now={value.now}
									done={again}
								/>
							)}
						</>
					)}
				</section>
			)}
			<Shadow shadow={value.shadow} />
			<LessonRead lesson={value.lesson} />
			<Versions versions={value.versions} isAdmin={isAdmin} done={again} />
			<Before
				releases={value.releases.filter(({state}) => state !== 'waiting')}
				mayKeep={isAdmin || isAuditor}
			/>
		</>
	);
}

/** The same words twice on one page tell nobody more. */
function isProposed(changes: readonly RulesChange[], [waiting]: readonly RulesRelease[]): boolean {
	return JSON.stringify(waiting?.difference) === JSON.stringify(changes);
}

function LessonRead({lesson}: Pick<ReplyOf<'releases'>, 'lesson'>) {
	if (lesson === null) return null;
	return (
		<section className="stack" aria-labelledby="lesson">
			<h2 id="lesson">Lesson</h2>
			<p>
				<strong>{lesson.title}</strong> · read by {lesson.read} of {lesson.of}{' '}
				{lesson.of === 1 ? 'author' : 'authors'}
			</p>
			<p className="quiet">{lesson.text}</p>
		</section>
	);
}

function Shadow({shadow}: Pick<ReplyOf<'releases'>, 'shadow'>) {
	if (shadow.length === 0) return null;
	return (
		<section className="stack" aria-labelledby="shadow">
			<h2 id="shadow">Counted in silence</h2>
			<ul className="stack">
				{shadow.map(({rule, hits, words}) => (
					<li key={rule}>
						<strong>{rule}</strong> {hits === 1 ? '1 hit' : `${hits} hits`}:{' '}
						{words.map(word => `“${word}”`).join(', ')}
					</li>
				))}
			</ul>
			<p>
				<Link to="/backtest">Try a rule on the last days</Link> to read whole posts, and to mark what is
				rightly caught.
			</p>
		</section>
	);
}

function Versions({
	versions,
	isAdmin,
	done,
}: Pick<ReplyOf<'releases'>, 'versions'> & {isAdmin: boolean; done: () => void}) {
	if (versions.length === 0) return null;
	return (
		<section className="stack" aria-labelledby="versions">
			<h2 id="versions">Versions</h2>
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">Version</th>
						<th scope="col">From</th>
						<th scope="col">By</th>
					</tr>
				</thead>
				<tbody>
					{versions.map(({version, notBefore, by, inForce}) => (
						<tr key={version}>
							<th scope="row">
								{version}
								{inForce ? ' ✓ in force' : ''}
							</th>
							<td data-is="From">{when.format(notBefore)}</td>
							<td data-is="By">{by}</td>
						</tr>
					))}
				</tbody>
			</table>
			<Signed versions={versions} isAdmin={isAdmin} />
			{isAdmin && versions.length > 1 && <RollBack done={done} />}
		</section>
	);
}

/** What was published a moment ago can be taken back: one reads it here first. */
function Signed({versions: [newest, before], isAdmin}: Omit<Parameters<typeof Versions>[0], 'done'>) {
	if (!newest || !before) return null;
	return (
		<p>
			Version {newest.version} was signed {when.format(newest.at)}.
			{isAdmin && ` You can go back to version ${before.version} at any time.`}
		</p>
	);
}

/** From the notice to the last browser, as things stand now. */
function ForTheFile({id}: {id: string}) {
	const file = `/console/api/releases/${id}/file`;
	return (
		<p className="actions">
			<a href={`${file}.pdf`} download>
				All of it for the file (PDF)
			</a>
			<a href={`${file}.json`} download>
				The same as data (JSON)
			</a>
		</p>
	);
}

function Before({releases, mayKeep}: Pick<ReplyOf<'releases'>, 'releases'> & {mayKeep: boolean}) {
	if (releases.length === 0) return null;
	return (
		<section className="stack" aria-labelledby="before">
			<h2 id="before">Decided</h2>
			{releases.map(({id, state, by, at, decidedBy, decidedAt, note, version, difference, plan}) => (
				<details key={id}>
					<summary>
						{stateNames[state]} · {by}, {when.format(at)}
						{decidedBy !== null && decidedAt !== null && ` · ${decidedBy}, ${when.format(decidedAt)}`}
						{version !== null && ` · version ${version}`}
					</summary>
					<p>{plan.note}</p>
					{note && <p className="note">{note}</p>}
					{version !== null && mayKeep && <ForTheFile id={id} />}
					<Changes changes={difference} />
				</details>
			))}
		</section>
	);
}
