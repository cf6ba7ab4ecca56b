/** What a Lexical editor holds, as Facebook flattens it: blocks joined by one `\n` (facebook.md, section 5). */
import {type Passage, passageBuilder} from '../passage.ts';

export function passageOf(editor: HTMLElement): Passage {
	const builder = passageBuilder();
	if (editor instanceof HTMLTextAreaElement) {
		builder.skip(editor.value);
		return builder.done();
	}
	blocksOf(editor).forEach((block, i) => {
		if (i > 0) builder.skip('\n');
		addBlock(builder, block);
	});
	return builder.done();
}

/** Some composers still may be Draft.js, which wraps its blocks (facebook.md, section 5). */
function blocksOf(editor: HTMLElement): Element[] {
	const drafted = [...editor.querySelectorAll('[data-block="true"]')];
	return drafted.length > 0 ? drafted : [...editor.children];
}

function addBlock(builder: ReturnType<typeof passageBuilder>, block: Element): void {
	const leaves = leavesOf(block);
	// Alone in an empty block, or after a soft break that ends one: the browser needs it, the text has it not.
	if (leaves.at(-1)?.nodeName === 'BR') leaves.pop();
	for (const leaf of leaves) builder.add(leaf, textOf(leaf));
	if (leaves.length === 0) builder.add(block.firstChild ?? block, '');
}

function leavesOf(node: Node): Node[] {
	if (node.nodeType === 3 || node.nodeName === 'BR' || node.nodeName === 'IMG') return [node];
	return [...node.childNodes].flatMap(leavesOf);
}

function textOf(leaf: Node): string {
	if (leaf.nodeName === 'BR') return '\n';
	return leaf instanceof HTMLImageElement ? leaf.alt : (leaf.textContent ?? '');
}
