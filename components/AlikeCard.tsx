import {useState} from 'react';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
import {type Alike, questionsOf} from './alike.ts';
import {Difference} from './Difference.tsx';
import {decide, nothingMade} from './decision.ts';
import {MarkedText} from './MarkedText.tsx';
import {Problem} from './Problem.tsx';
import {good, type Said} from './said.ts';
import {useItem} from './use-desk.ts';

interface Props {
	alike: Alike;
	open: (hold: string) => void;
	toList: () => void;
	done: (said: Said) => void;
	/** This one is approved. */
	over: (hold: QueueItem) => void;
}

/** One wording, many branches: judged once, differences shown. Each is signed and approved by itself all the same. */
export function AlikeCard({alike, open, toList, done, over}: Props) {
	const {text, same} = alike;
	const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
	const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState('');
	const chosen = same.filter(({id}) => !left.has(id));
	const shown = useItem(same[0]!.id);
	const questions = questionsOf(chosen);
	const isReady = chosen.length > 0 && questions.every(question => ticked.has(question));
	const approveAll = async () => {
		setBusy(true);
		const failed = await approveEach(chosen, over);
		setBusy(false);
		setProblem(failed.join(' '));
		if (failed.length === 0) done(good(`✓ ${chosen.length} approved. Everybody has been told.`));
	};
	return (
		<article className="card" aria-labelledby="alike-title">
			<nav className="card-nav" aria-label="Held items">
				<button type="button" className="plain" onClick={toList}>
					← All held items
				</button>
			</nav>
			<h2 id="alike-title">Same wording, {same.length} accounts</h2>
			<MarkedText text={shown?.draft.text ?? text} findings={shown?.findings ?? []} />
			<fieldset className="reasons">
				<legend className="label">Approve for</legend>
				{same.map(({id, account}) => (
					<Tick
						key={id}
						label={account.handle}
						isOn={!left.has(id)}
						flip={() => setLeft(flipped(left, id))}
					/>
				))}
			</fieldset>
			<Odd alike={alike} open={open} />
			<Ticks
				legend={`Before you approve ${chosen.length}, check once`}
				all={questions}
				on={ticked}
				flip={question => setTicked(flipped(ticked, question))}
			/>
			<div className="actions">
				<button
					type="button"
					className="primary"
					disabled={busy || !isReady}
					onClick={() => void approveAll()}
				>
					Approve {chosen.length === 1 ? '1' : `all ${chosen.length}`}
				</button>
				<button type="button" disabled={busy} onClick={() => open(same[0]!.id)}>
					One by one
				</button>
			</div>
			<Problem>{problem}</Problem>
		</article>
	);
}

/** Those that nearly say the same: never swept along. */
function Odd({alike: {text, same, odd}, open}: Pick<Props, 'alike' | 'open'>) {
	return odd.map(hold => (
		<section key={hold.id} className="notice" aria-label={`${hold.account.handle} differs`}>
			<p>
				! {hold.account.handle} differs from the other {same.length}. Looks odd?
			</p>
			<Difference before={text} after={hold.draft.text} label="What differs" />
			<button type="button" onClick={() => open(hold.id)}>
				Look at this one
			</button>
		</section>
	));
}

interface TicksProps {
	legend: string;
	all: readonly string[];
	on: ReadonlySet<string>;
	flip: (one: string) => void;
}

function Ticks({legend, all, on, flip}: TicksProps) {
	if (all.length === 0) return null;
	return (
		<fieldset className="reasons">
			<legend className="label">{legend}</legend>
			{all.map(one => (
				<Tick key={one} label={one} isOn={on.has(one)} flip={() => flip(one)} />
			))}
		</fieldset>
	);
}

function Tick({label, isOn, flip}: {label: string; isOn: boolean; flip: () => void}) {
	return (
		<label className="reason">
			<input type="checkbox" checked={isOn} onChange={flip} />
			<span>{label}</span>
		</label>
	);
}

function flipped(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
	const next = new Set(set);
	if (!next.delete(item)) next.add(item);
	return next;
}

/** One after the other: each is a signature of its own, over its own account. What failed is said by name. */
async function approveEach(holds: readonly QueueItem[], over: (hold: QueueItem) => void): Promise<string[]> {
	const failed: string[] = [];
	for (const hold of holds) {
		const outcome = await decide(hold, 'approve', nothingMade);
		if (outcome.ok) over(hold);
		else failed.push(`${hold.account.handle}: ${outcome.message}`);
	}
	return failed;
}
