import {Problem} from '#components/Problem.tsx';
import type {ReadyView} from '#lib/api/contract.ts';
import type {PageProps} from '../page.ts';
import type {Desk} from '../review/desk.ts';
import {WithDevice} from '../review/WithDevice.tsx';
import {Link} from '../shell/Link.tsx';
import {type Group, groupNames, groupOf} from './groups.ts';
import {useLibrary} from './use-library.ts';
import {dayOn, endingWords, placeOf} from './words.ts';

/** Words that two people have signed once, so that nobody waits for them at night. */
export function Replies({session}: PageProps) {
	return (
		<WithDevice title="Ready replies" session={session}>
			{desk => <Shelves desk={desk} />}
		</WithDevice>
	);
}

function Shelves({desk}: {desk: Desk}) {
	const {library, problem} = useLibrary(desk);
	const now = desk.now();
	const all = library?.versions ?? [];
	const of = (group: Group) => all.filter(view => groupOf(view, all, now) === group);
	return (
		<>
			<div className="page-head">
				<h1>Ready replies</h1>
				<Link to="/ready/new">Write a reply</Link>
			</div>
			<p>Two people sign the words once. Unchanged, they go out without waiting, at any hour.</p>
			<Problem>{problem}</Problem>
			{library && all.length === 0 && <p className="quiet">There are none yet.</p>}
			{(['waiting', 'returned', 'inUse', 'over'] as const).map(group => (
				<Shelf key={group} group={group} views={of(group)} desk={desk} />
			))}
			{of('before').length > 0 && (
				<details>
					<summary>
						{groupNames.before} ({of('before').length})
					</summary>
					<Items views={of('before')} desk={desk} />
				</details>
			)}
		</>
	);
}

function Shelf({group, views, desk}: {group: Group; views: readonly ReadyView[]; desk: Desk}) {
	if (views.length === 0) return null;
	return (
		<section className="stack" aria-labelledby={`ready-${group}`}>
			<h2 id={`ready-${group}`}>{groupNames[group]}</h2>
			<Items views={views} desk={desk} />
		</section>
	);
}

function Items({views, desk}: {views: readonly ReadyView[]; desk: Desk}) {
	return (
		<ul className="stack">
			{views.map(view => {
				const {reply} = view;
				const ending = view.inUse ? endingWords(reply.until, desk.now()) : undefined;
				return (
					<li key={`${reply.id} ${reply.version}`} className="card">
						<p>
							<Link to={placeOf(reply)}>
								{reply.id} v{reply.version} · {reply.title}
							</Link>{' '}
							{ending && <span className="chip">{ending}</span>}
						</p>
						<p className="item-text">{reply.text}</p>
						<p className="quiet">{lineOf(view, desk)}</p>
					</li>
				);
			})}
		</ul>
	);
}

/** Who, where, until when; and what is for whoever looks at it to do. */
function lineOf({reply, state, inUse, writer, approver, ended, mayApprove}: ReadyView, desk: Desk): string {
	const parts = [`${writer.name}${approver ? ` and ${approver.name}` : ''}`, reply.location];
	if (state === 'written') parts.push(mayApprove === true ? 'you can approve it' : 'somebody else decides');
	if (state === 'approved' && !inUse)
		parts.push(
			reply.until <= desk.now()
				? 'its time is over'
				: 'its approver is no reviewer here any more: write a new version',
		);
	if (ended) parts.push(`${ended.by.name}: ${ended.note || 'no reason said'}`);
	else parts.push(`until ${dayOn(reply.until)}`);
	return parts.join(' · ');
}
