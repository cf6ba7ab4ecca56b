import {
	type DOMExportOutput,
	type EditorConfig,
	type LexicalNode,
	type SerializedTextNode,
	TextNode,
} from 'lexical';

// Lexical's nodes are classes by design: the one place where the sandbox writes any.

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
		element.dataset.sandboxMention = '';
		return element;
	}

	override exportDOM(): DOMExportOutput {
		const element = document.createElement('span');
		element.textContent = this.__text;
		return {element};
	}

	override isTextEntity(): true {
		return true;
	}
}

export function $createMention(name: string): MentionNode {
	return new MentionNode(name).setMode('segmented');
}

export const $isMention = (node: LexicalNode): node is MentionNode => node instanceof MentionNode;
