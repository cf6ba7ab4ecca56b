import {
	DecoratorNode,
	type EditorConfig,
	type LexicalNode,
	type SerializedLexicalNode,
	type SerializedTextNode,
	type Spread,
	TextNode,
} from 'lexical';
import {emojiFile} from '#sandbox/shared/emoji.ts';

// Lexical's nodes are classes by design: the one place where the sandbox writes any but errors.

/** A person's name, inserted by the typeahead: one piece, deleted as a whole. */
export class MentionNode extends TextNode {
	static override getType(): string {
		return 'mention';
	}

	static override clone(node: MentionNode): MentionNode {
		return new MentionNode(node.__text, node.__key);
	}

	static override importJSON(json: SerializedTextNode): MentionNode {
		return $createMention(json.text);
	}

	override createDOM(config: EditorConfig): HTMLElement {
		const element = super.createDOM(config);
		element.style.color = 'var(--accent)';
		return element;
	}

	override isTextEntity(): true {
		return true;
	}
}

export function $createMention(name: string): MentionNode {
	return new MentionNode(name).setMode('segmented');
}

type SerializedEmoji = Spread<{emoji: string}, SerializedLexicalNode>;

/** An emoji as `<img alt>`; its text is still the character (`emojiImages`). */
export class EmojiNode extends DecoratorNode<null> {
	__emoji: string;

	constructor(emoji: string, key?: string) {
		super(key);
		this.__emoji = emoji;
	}

	static override getType(): string {
		return 'emoji';
	}

	static override clone(node: EmojiNode): EmojiNode {
		return new EmojiNode(node.__emoji, node.__key);
	}

	static override importJSON({emoji}: SerializedEmoji): EmojiNode {
		return new EmojiNode(emoji);
	}

	override exportJSON(): SerializedEmoji {
		return {...super.exportJSON(), emoji: this.__emoji};
	}

	override createDOM(): HTMLElement {
		const image = document.createElement('img');
		image.alt = this.__emoji;
		image.src = `/emoji/v2/svg/${emojiFile(this.__emoji)}`;
		image.style.height = '1.2em';
		const span = document.createElement('span');
		span.append(image);
		return span;
	}

	override updateDOM(): false {
		return false;
	}

	override getTextContent(): string {
		return this.__emoji;
	}

	override isInline(): true {
		return true;
	}

	override decorate(): null {
		return null;
	}
}

export const $isEmoji = (node: LexicalNode): node is EmojiNode => node instanceof EmojiNode;
