import {$createHashtagNode, HashtagNode} from '@lexical/hashtag';
import {registerLexicalTextEntity} from '@lexical/text';
import {mergeRegister} from '@lexical/utils';
import {type LexicalEditor, TextNode} from 'lexical';
import {EMOJI_SPLIT} from '#sandbox/shared/emoji.ts';
import {weather} from '../boot.ts';
import {EmojiNode} from './nodes.ts';

const HASHTAG = /(?<![\w#])#[\p{L}\p{N}_]+/u;

/** Marks hashtags while typing and, by switch, turns emoji into pictures. The text stays the same. */
export function registerMarks(editor: LexicalEditor): () => void {
	const hashtags = registerLexicalTextEntity(editor, hashtagIn, HashtagNode, node =>
		$createHashtagNode(node.getTextContent()),
	);
	const emoji = weather.emojiImages ? [editor.registerNodeTransform(TextNode, $pictureEmoji)] : [];
	return mergeRegister(...hashtags, ...emoji);
}

function hashtagIn(text: string): {start: number; end: number} | null {
	const match = HASHTAG.exec(text);
	return match && {start: match.index, end: match.index + match[0].length};
}

/** Takes the first emoji of a text node out; the rest is transformed in its turn. */
function $pictureEmoji(node: TextNode): void {
	if (!node.isSimpleText()) return;
	const [before = '', emoji] = node.getTextContent().split(EMOJI_SPLIT);
	if (!emoji) return;
	const pieces = node.splitText(...[before.length, before.length + emoji.length].filter(at => at > 0));
	const found = pieces.find(piece => piece.getTextContent() === emoji);
	found?.replace(new EmojiNode(emoji)).selectNext(0, 0);
}
