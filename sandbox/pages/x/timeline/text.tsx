import type {ReactNode} from 'react';
import {MARKED} from '#sandbox/shared/emoji.ts';
import {cx} from '../boot.ts';
import {emojiUrl} from '../composer/decorators.tsx';

/** Posted text: emoji are pictures with the character as `alt`, newlines stay (x.md section 7). */
export function PostText({text}: {text: string}) {
	return <>{text.split(MARKED).map(partOf)}</>;
}

function partOf(part: string, index: number): ReactNode {
	if (index % 2 === 0) return part;
	if (part.startsWith('@'))
		return (
			<a key={index} href={`/${part.slice(1)}`} className={cx('mark')}>
				{part}
			</a>
		);
	if (part.startsWith('#'))
		return (
			<a key={index} href={`/hashtag/${part.slice(1)}`} className={cx('mark')}>
				{part}
			</a>
		);
	if (part.startsWith('http'))
		return (
			<a key={index} href={part} className={cx('mark')}>
				{part.replace(/^https?:\/\//, '')}
			</a>
		);
	return <img key={index} alt={part} draggable={false} src={emojiUrl(part)} className={cx('emoji')} />;
}
