import {useEffect, useRef, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {HubError} from '#lib/api/client.ts';
import type {ReadyTrial} from '#lib/api/contract.ts';
import {readyProblem} from '#lib/core/ready/reply.ts';
import {wordsOf} from '../ask.ts';
import type {Desk} from '../review/desk.ts';
import {Blanks} from './Blanks.tsx';
import {aria, idOf, Named} from './Named.tsx';
import {Preview} from './Preview.tsx';
import {fieldOf, type ReplyForm, replyOf, type Wrong, wrongBy} from './reply-form.ts';
import {Scope, Terms} from './Scope.tsx';
import type {Library} from './use-library.ts';
import {WordsField} from './WordsField.tsx';

interface Props {
	library: Library;
	desk: Desk;
	begin: ReplyForm;
	isNew: boolean;
}

/** Written, looked at, signed: what was previewed is what is signed, and any change asks for another look. */
export function Editor({library, desk, begin, isNew}: Props) {
	const [form, setForm] = useState(begin);
	const [wrong, setWrong] = useState<Wrong>();
	const [trial, setTrial] = useState<ReadyTrial>();
	const [busy, setBusy] = useState(false);
	const put = (change: Partial<ReplyForm>) => {
		setForm(old => ({...old, ...change}));
		setTrial(undefined);
		setWrong(undefined);
	};
	useEffect(() => {
		if (wrong?.field) document.getElementById(idOf(wrong.field))?.focus();
	}, [wrong]);
	// What was typed while the hub was thinking is not what it judged
	const latest = useRef(form);
	latest.current = form;
	const look = async () => {
		setBusy(true);
		const found = await judged(form, {library, desk, isNew});
		setBusy(false);
		if (latest.current !== form) return;
		if ('words' in found) setWrong(found);
		else setTrial(found);
	};
	const parts = {form, wrong, put};
	return (
		<>
			<form
				noValidate={true}
				onSubmit={event => {
					event.preventDefault();
					void look();
				}}
			>
				<div className="beside">
					<div className="stack">
						<Heading {...parts} isNew={isNew} />
						<WordsField {...parts} />
						<Blanks {...parts} />
					</div>
					<div className="stack">
						<Scope {...parts} library={library} />
						<Terms {...parts} />
					</div>
				</div>
				<Problem>{wrong && wrong.field === undefined ? wrong.words : ''}</Problem>
				<div className="actions">
					<button type="submit" className={trial ? '' : 'primary'} disabled={busy}>
						Look at it
					</button>
				</div>
			</form>
			{trial && <Preview trial={trial} library={library} desk={desk} />}
		</>
	);
}

function Heading({form, wrong, put, isNew}: PartProps & {isNew: boolean}) {
	return (
		<div className="two">
			<Named field="id" label="Number, like R-CMP-04" wrong={wrong}>
				<input
					value={form.id}
					readOnly={!isNew}
					{...aria('id', wrong)}
					onChange={event => put({id: event.target.value.toUpperCase()})}
				/>
			</Named>
			<Named field="title" label="Name, as authors see it in the list" wrong={wrong}>
				<input
					value={form.title}
					maxLength={120}
					{...aria('title', wrong)}
					onChange={event => put({title: event.target.value})}
				/>
			</Named>
		</div>
	);
}

interface PartProps {
	form: ReplyForm;
	wrong: Wrong | undefined;
	put: (change: Partial<ReplyForm>) => void;
}

/** What the hub makes of it, or what is wrong and where. */
async function judged(
	form: ReplyForm,
	{library, desk, isNew}: Omit<Props, 'begin'>,
): Promise<ReadyTrial | Wrong> {
	const reply = replyOf(form, {person: desk.person, now: desk.now()});
	const problem = readyProblem(reply);
	if (problem) return wrongBy(problem, reply);
	if (isNew && library.versions.some(view => view.reply.id === reply.id))
		return {field: 'id', words: 'There is one with this number. Open it and write a new version of it.'};
	try {
		return await desk.client.call('tryReady', {reply: reply as ReadyTrial['reply']});
	} catch (error) {
		const code = error instanceof HubError ? error.code : '';
		if (code === 'not-your-place' && isNew)
			return {field: 'id', words: 'This number is taken at a place that is not yours. Choose another one.'};
		return {field: fieldOf(code), words: wordsOf(error)};
	}
}
