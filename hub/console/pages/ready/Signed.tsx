import type {ReactNode} from 'react';
import type {ReadyView} from '#lib/api/contract.ts';
import {type ReadyReply, readyDigest} from '#lib/core/ready/reply.ts';
import type {Library} from './use-library.ts';
import {Words} from './Words.tsx';
import {accountWords, kindNames, momentOf, useNames} from './words.ts';

/** Everything that both signatures are over, in words. */
export function Signed({reply, library}: {reply: ReadyReply; library: Library}) {
	const {slots, location, operations, answers, promise, settles, from, until} = reply;
	const where = reply.accounts?.map(key => accountWords(key, library.accounts)).join(', ');
	return (
		<div className="stack">
			<Words text={reply.text} />
			<dl className="facts">
				<Fact name="Blanks">{slots.length === 0 ? 'none' : <Blanks slots={slots} />}</Fact>
				<Fact name="Where">{`${location}, ${where ?? 'every account of it'}`}</Fact>
				<Fact name="For">{operations.map(operation => useNames[operation]).join(', ')}</Fact>
				<Fact name="Answers, for example">{answers === '' ? 'not said' : `“${answers}”`}</Fact>
				<Fact name="Promise">
					{promise === null ? 'none' : `${promise}: becomes a reminder until it is kept`}
				</Fact>
				<Fact name="Answers the rules">{settles.length === 0 ? 'none' : settles.join(', ')}</Fact>
				<Fact name="Its authors">{reply.authors.map(id => library.names.get(id) ?? id).join(', ')}</Fact>
				<Fact name="Good">{`from ${momentOf(from)} until ${momentOf(until)}`}</Fact>
				<Fact name="Fingerprint">
					<code>{readyDigest(reply)}</code>
				</Fact>
			</dl>
		</div>
	);
}

function Blanks({slots}: Pick<ReadyReply, 'slots'>) {
	return (
		<ul>
			{slots.map(({name, kind, options}) => (
				<li key={name}>
					<b className="slot">{name}</b> takes {kindNames[kind]}
					{options && `: ${options.map(words => `“${words}”`).join(', ')}`}
				</li>
			))}
		</ul>
	);
}

export function Fact({name, children}: {name: string; children: ReactNode}) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

/** Who wrote it, who approved it, who ended it. */
export function History({writer, writtenAt, approver, approvedAt, ended, state}: ReadyView) {
	return (
		<ul>
			<li>
				Written by {writer.name}, {momentOf(writtenAt)}
			</li>
			{approver && approvedAt !== null && (
				<li>
					Approved by {approver.name}, {momentOf(approvedAt)}
				</li>
			)}
			{ended && (
				<li>
					{state === 'returned' ? 'Returned' : 'Taken out of use'} by {ended.by.name}, {momentOf(ended.at)}
					{ended.note !== '' && <span className="note">{ended.note}</span>}
				</li>
			)}
			{state === 'superseded' && <li>A later version has taken its place.</li>}
		</ul>
	);
}
