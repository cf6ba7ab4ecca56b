import {Problem} from '#components/Problem.tsx';
import type {PageProps} from '../page.ts';
import type {Desk} from '../review/desk.ts';
import {WithDevice} from '../review/WithDevice.tsx';
import {Link} from '../shell/Link.tsx';
import {Editor} from './Editor.tsx';
import {formOf, freshForm} from './reply-form.ts';
import {type Library, useLibrary} from './use-library.ts';

/** A reply of its own, or the next version of one. */
export function Write({session, names}: PageProps) {
	return (
		<WithDevice title="Write a ready reply" session={session}>
			{desk => <AtDesk desk={desk} id={names.id} />}
		</WithDevice>
	);
}

function AtDesk({desk, id}: {desk: Desk; id: string | undefined}) {
	const {library, problem} = useLibrary(desk);
	return (
		<>
			<p>
				<Link to="/ready">← All ready replies</Link>
			</p>
			<h1>{id === undefined ? 'Write a ready reply' : `A new version of ${id}`}</h1>
			<Problem>{problem}</Problem>
			{library && <Begin library={library} desk={desk} id={id} />}
		</>
	);
}

function Begin({library, desk, id}: {library: Library; desk: Desk; id: string | undefined}) {
	const {versions, places} = library;
	if (id === undefined) {
		const form = freshForm(versions, places[0] ?? 'group', desk.now());
		return <Editor library={library} desk={desk} begin={form} isNew={true} />;
	}
	const known = versions.filter(({reply}) => reply.id === id).map(({reply}) => reply);
	const last = known.sort((a, b) => b.version - a.version)[0];
	if (!last) return <p>There is no such reply in your places.</p>;
	return <Editor library={library} desk={desk} begin={formOf(last, desk.now())} isNew={false} />;
}
