import type {ReactNode} from 'react';
import {EMOJI_SPLIT, emojiFile} from '#sandbox/shared/emoji.ts';
import {cx} from '../boot.ts';

/** Posted text: a block per line, emoji as pictures with the character as `alt`. */
export function StoryText({text}: {text: string}) {
	return (
		<div dir="auto" className={cx('text')}>
			{text.split(EMOJI_SPLIT).map(partOf)}
		</div>
	);
}

function partOf(part: string, index: number): ReactNode {
	if (index % 2 === 0) return part;
	return <img key={index} alt={part} src={`/emoji/v2/svg/${emojiFile(part)}`} className={cx('emoji')} />;
}
