import {type ReactNode, useEffect} from 'react';
import type {DeskState} from '#lib/messaging/catalogue.ts';
import {forgetOldBegun} from './begun.ts';
import {Complaints} from './Complaints.tsx';
import {OfferAccount} from './OfferAccount.tsx';
import {Overnight} from './Overnight.tsx';
import {OwnHolds} from './OwnHolds.tsx';
import {OwnTasks} from './OwnTasks.tsx';
import {openPage} from './pages.ts';
import {Reminders} from './Reminders.tsx';
import {Review} from './Review.tsx';
import {StateLine} from './StateLine.tsx';
import {type Asked, type Holds, HubClock, useDeskState, useHolds, useNow} from './use-desk.ts';
import {Waiting} from './Waiting.tsx';

/** Review queue for reviewers, own posts for everybody: the popup and the full page. */
export function Desk({header, page}: {header: ReactNode; page?: ReactNode}) {
	const {value: state, trouble} = useDeskState();
	// Asked for at the same time: one way to the background after the other is what one waits for
	const asked = useHolds();
	useEffect(() => forgetOldBegun(Date.now()), []);
	if (!state) return <Waiting what="the list" trouble={trouble} />;
	return (
		<>
			<header className="top">
				<h1>Countersign</h1>
				<nav aria-label="Countersign">
					{header}
					<button type="button" className="plain" onClick={() => openPage('options')}>
						Options
					</button>
				</nav>
			</header>
			{state.enrolled ? (
				<HubClock value={state.ahead}>
					<Enrolled state={state} asked={asked} page={page} />
				</HubClock>
			) : (
				<NotEnrolled isLost={state.isLost} />
			)}
		</>
	);
}

function NotEnrolled({isLost}: {isLost: boolean}) {
	return (
		<main>
			<p>
				{isLost
					? 'This browser lost its records, as can happen on a full disk. Make room, tell your admin, and enrol it again: until then posts from company accounts wait.'
					: 'This browser does not belong to a company yet. Nothing is checked, held or recorded.'}
			</p>
			<button type="button" className="primary" onClick={() => openPage('options')}>
				Enrol this browser
			</button>
		</main>
	);
}

interface EnrolledProps {
	state: DeskState;
	asked: Asked<Holds>;
	page: ReactNode;
}

function Enrolled({state, asked: {value: holds, trouble}, page}: EnrolledProps) {
	const isReviewer = state.person?.roles.some(({role}) => role === 'reviewer') ?? false;
	return (
		<>
			<Waiting what="the list" trouble={trouble} hasOld={holds !== undefined} />
			{holds && isReviewer && <Review items={holds.items} stale={holds.stale} />}
			{isReviewer && <Overnight />}
			<Complaints isReviewer={isReviewer} />
			<Reminders />
			{holds && <Own holds={holds} isReviewer={isReviewer} />}
			<OwnTasks />
			{page}
			<OfferAccount />
			<StateLine state={state} />
		</>
	);
}

/** Who only writes sees his own at once; for a reviewer they come second. */
function Own({holds, isReviewer}: {holds: Holds; isReviewer: boolean}) {
	const own = <OwnHolds holds={holds.mine} now={useNow()} />;
	if (!isReviewer)
		return (
			<main>
				<h2>Yours</h2>
				{own}
			</main>
		);
	return (
		<details open={holds.items.length === 0}>
			<summary>Yours: {holds.mine.length}</summary>
			{own}
		</details>
	);
}
