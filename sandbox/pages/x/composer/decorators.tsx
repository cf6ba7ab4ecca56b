import {CompositeDecorator, type ContentBlock, type ContentState} from 'draft-js';
import type {ReactNode} from 'react';
import {EMOJI, emojiFile} from '#sandbox/shared/emoji.ts';
import {boot, cx} from '../boot.ts';
import {overflowAt} from './length.ts';

type Mark = (start: number, end: number) => void;

/** The editor's coloured spans. They change nothing in the text; emoji stay characters (x.md section 7). */
export const decorator = new CompositeDecorator([
	{strategy: overflow, component: Overflow},
	{strategy: matching(EMOJI), component: Emoji},
	{strategy: matching(/https?:\/\/[^\s]+/g), component: Link},
	{strategy: matching(/(?<![\w@])@\w{1,20}/g), component: Link},
	{strategy: matching(/(?<![\w#])#[\p{L}\p{N}_]+/gu), component: Link},
	{strategy: matching(/(?<![\w$])\$[A-Z]{1,6}\b/g), component: Link},
]);

function matching(pattern: RegExp) {
	return (block: ContentBlock, mark: Mark): void => {
		for (const match of block.getText().matchAll(pattern)) mark(match.index, match.index + match[0].length);
	};
}

/** Past 280 for accounts without long posts; over-length text is red and still text. */
function overflow(block: ContentBlock, mark: Mark, content: ContentState): void {
	if (boot.account.premium) return;
	const before = content
		.getBlocksAsArray()
		.slice(
			0,
			content.getBlocksAsArray().findIndex(other => other.getKey() === block.getKey()),
		)
		.reduce((length, other) => length + other.getLength() + 1, 0);
	const from = Math.max(0, overflowAt(content.getPlainText(), 280) - before);
	if (from < block.getLength()) mark(from, block.getLength());
}

interface Props {
	children?: ReactNode;
	decoratedText?: string;
}

function Overflow({children}: Props) {
	return <span className={cx('overflow')}>{children}</span>;
}

function Link({children}: Props) {
	return <span className={cx('mark')}>{children}</span>;
}

/** Picture behind, clipped character inside, as X draws emoji while editing. */
function Emoji({children, decoratedText = ''}: Props) {
	return (
		<span className={cx('emoji-box')} style={{backgroundImage: `url("${emojiUrl(decoratedText)}")`}}>
			<span style={{clipPath: 'circle(0% at 50% 50%)'}}>{children}</span>
		</span>
	);
}

export const emojiUrl = (emoji: string): string => `https://abs.twimg.com/emoji/v2/svg/${emojiFile(emoji)}`;
