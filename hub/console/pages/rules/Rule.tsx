import {lazy, Suspense, useMemo} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {go} from '../place.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {History} from './History.tsx';
import {RuleForm} from './RuleForm.tsx';
import {setScalar} from './rule-fields.ts';
import {saidOf} from './said-of.ts';
import {Trial} from './Trial.tsx';
import {type Edited, useRule} from './use-rule.ts';
import type {EditorProblem} from './YamlEditor.tsx';

// The editor is as large as the rest of the console: only who edits a rule loads it
const YamlEditor = lazy(() => import('./YamlEditor.tsx').then(module => ({default: module.YamlEditor})));

/** One rule: as a form and as text, side by side, both the same. */
export function Rule({session, names}: PageProps) {
	const [pack, rule] = [names.pack!, names.rule!];
	const {value, problem, again} = useAnswer('readRule', {pack, rule});
	const mayWrite = session.person.roles.some(({role, location}) => role === 'admin' && location === 'group');
	if (problem !== '') return <p className="problem">{problem}</p>;
	if (!value) return <p className="quiet">…</p>;
	// Nothing was ever written under "new" but a draft: then it begins there
	const isNew = rule === 'new';
	return (
		<Editor
			key={`${pack} ${rule} ${value.n}`}
			pack={pack}
			rule={isNew ? null : rule}
			read={value}
			mayWrite={mayWrite}
			again={again}
		/>
	);
}

interface EditorProps {
	pack: string;
	/** Nothing for a new one. */
	rule: string | null;
	read: ReplyOf<'readRule'>;
	mayWrite: boolean;
	again: () => void;
}

function Editor({pack, rule, read, mayWrite, again}: EditorProps) {
	const edited = useRule(pack, rule, read.draft?.yaml ?? read.yaml, mayWrite);
	const {yaml, change, trial, sample, trySample} = edited;
	const {value: schema} = useAnswer('ruleForm');
	const problems = useMemo(() => marksOf(trial), [trial]);
	const said = useMemo(() => saidOf(trial), [trial]);
	return (
		<>
			<div className="page-head">
				<h1>{rule ?? 'New rule'}</h1>
				<Kept kept={edited.kept} />
			</div>
			{rule === null && (
				<p className="notice">
					Draft made from your text. Please check every line: nothing of it is saved yet.
				</p>
			)}
			{mayWrite && <Actions pack={pack} rule={rule} read={read} edited={edited} again={again} />}
			<div className="beside">
				<RuleForm yaml={yaml} change={change} beside={said.beside} isReadOnly={!mayWrite} />
				<div className="stack">
					<Trial trial={trial} elsewhere={said.elsewhere} sample={sample} trySample={trySample} />
					<Suspense fallback={<p className="quiet">…</p>}>
						<YamlEditor
							value={yaml}
							change={change}
							problems={problems}
							schema={schema}
							label="The rule as text"
							isReadOnly={!mayWrite}
						/>
					</Suspense>
				</div>
			</div>
			<History history={read.history} restore={mayWrite ? change : undefined} />
		</>
	);
}

function Kept({kept}: {kept: Edited['kept']}) {
	const words = kept === 'kept' ? 'Everything you typed is kept.' : kept === 'typing' ? 'Typing …' : kept;
	return (
		<p className="quiet" role="status">
			{words}
		</p>
	);
}

function Actions({pack, rule, read, edited: {yaml, trial}, again}: ActionProps) {
	const {busy, problem, run} = useDoing();
	const isFit = trial?.problems.length === 0 && trial.examples.every(example => example.problem === null);
	const save = async (text = yaml) => {
		const saved = await ask('saveRule', {rule, yaml: text, was: read.n}, {pack});
		if (rule === null) go(`/rules/${pack}/${saved.rule}`);
		else again();
	};
	const keepAsRead = (next: string) => save(setScalar(yaml, 'review', next));
	const drop = async () => {
		await ask('dropRuleDraft', undefined, {pack, rule: rule ?? 'new'});
		if (rule === null) go('/rules');
		else again();
	};
	const remove = async () => {
		await ask('removeRule', {was: read.n}, {pack, rule: rule!});
		go('/rules');
	};
	return (
		<div className="stack">
			<div className="actions">
				<button
					type="button"
					className="primary"
					disabled={busy || !isFit}
					onClick={() => void run(() => save())}
				>
					Save the rule
				</button>
				{read.draft && (
					<button type="button" disabled={busy} onClick={() => void run(drop)}>
						Throw my draft away
					</button>
				)}
				{rule !== null && read.change !== 'removed' && (
					<button type="button" className="danger" disabled={busy} onClick={() => void run(remove)}>
						Take the rule out
					</button>
				)}
			</div>
			{read.nextReading !== null && rule !== null && (
				<p className="notice">
					! This rule is to be read again.{' '}
					<button
						type="button"
						disabled={busy || !isFit}
						onClick={() => void run(() => keepAsRead(read.nextReading!))}
					>
						Still right: read again by {read.nextReading}
					</button>
				</p>
			)}
			{!isFit && <p className="quiet">It can be saved when every example does what it should.</p>}
			{read.change === 'removed' && <p className="notice">! This rule is taken out of the next release.</p>}
			<Problem>{problem}</Problem>
			{['new', 'changed'].includes(read.change) && !read.draft && yaml === read.yaml && <Next />}
		</div>
	);
}

/** A rule that is saved does nothing yet: where it goes from here. */
function Next() {
	return (
		<p className="notice" role="status">
			✓ Saved, and not in force yet. <Link to="/backtest">Try it on what was really written</Link>, then{' '}
			<Link to="/releases">release it</Link>.
		</p>
	);
}

type ActionProps = Omit<EditorProps, 'mayWrite'> & {edited: Edited};

function marksOf(trial: Edited['trial']): EditorProblem[] {
	if (!trial) return [];
	const failing = trial.examples.flatMap(({line, problem}) =>
		problem === null ? [] : [{line, message: problem, severity: 'error' as const}],
	);
	return [
		...trial.problems.map(({line, message}) => ({line, message, severity: 'error' as const})),
		...failing,
	];
}
