import {diffOf} from '#lib/core/review/word-changes.ts';

/** What a suggestion changes, word by word; said aloud too, because colour alone says nothing. */
export function Difference({before, after, label}: {before: string; after: string; label: string}) {
	return (
		<p className="difference" dir="auto">
			<span className="only-read">{label}: </span>
			{keyed(before, after).map(({key, kind, text}) => {
				if (kind === 'same') return text;
				const Tag = kind === 'gone' ? 'del' : 'ins';
				return (
					<Tag key={key}>
						<span className="only-read">{kind === 'gone' ? ' out: ' : ' in: '}</span>
						{text}
					</Tag>
				);
			})}
		</p>
	);
}

/** A piece's place in the two texts is its name: the pieces never move, they are made anew. */
function keyed(before: string, after: string) {
	let at = 0;
	return diffOf(before, after).map(piece => {
		at += piece.text.length;
		return {...piece, key: `${piece.kind} ${at}`};
	});
}
