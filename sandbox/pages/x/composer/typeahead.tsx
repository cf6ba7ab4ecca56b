import type {EditorState} from 'draft-js';
import type {XAccount} from '#sandbox/seed.ts';
import {boot, cx} from '../boot.ts';
import {Avatar} from '../ui/avatar.tsx';

/** The mention being typed before the caret, and who fits it. */
export function suggestionsFor(state: EditorState): {partial: string; people: XAccount[]} {
	const selection = state.getSelection();
	const block = state.getCurrentContent().getBlockForKey(selection.getStartKey());
	const before = block?.getText().slice(0, selection.getStartOffset()) ?? '';
	const partial =
		selection.isCollapsed() && selection.getHasFocus() ? (/(?<!\w)@(\w{1,20})$/.exec(before)?.[0] ?? '') : '';
	const wanted = partial.slice(1).toLowerCase();
	const people = wanted ? boot.people.filter(person => fits(person, wanted)).slice(0, 4) : [];
	return {partial, people};
}

/** A handle typed to its end needs no suggestion. */
const fits = ({handle}: XAccount, wanted: string): boolean =>
	handle.toLowerCase().startsWith(wanted) && handle.toLowerCase() !== wanted;

interface Props {
	index: number;
	people: XAccount[];
	picked: number;
	onPick: (at: number) => void;
}

export function Suggestions({index, people, picked, onPick}: Props) {
	return (
		<div id={`typeaheadDropdownWrapped-${index}`} role="listbox" className={cx('typeahead')}>
			{people.map((person, at) => (
				<div
					key={person.id}
					role="option"
					tabIndex={-1}
					aria-selected={at === picked}
					className={cx('suggestion', at === picked && 'picked')}
					onMouseDown={event => {
						event.preventDefault();
						onPick(at);
					}}
				>
					<Avatar account={person} size={32} />
					<span>
						<strong>{person.name}</strong> @{person.handle}
					</span>
				</div>
			))}
		</div>
	);
}
