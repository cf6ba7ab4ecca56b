import {partsOf} from '#lib/core/ready/parts.ts';

/** Every locked word, and where something else goes. The blanks are named aloud too, because colour alone says nothing. */
export function Words({text}: {text: string}) {
	let at = 0;
	return (
		<p className="ready-words">
			{(partsOf(text) ?? []).map(part => {
				const key = at;
				at += 'locked' in part ? part.locked.length : part.slot.length + 2;
				if ('locked' in part) return part.locked;
				return (
					<b key={key} className="slot">
						<span className="only-read">blank: </span>
						{part.slot}
					</b>
				);
			})}
		</p>
	);
}
