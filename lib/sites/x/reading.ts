/** What a Draft.js editor holds, exactly as X will send it: blocks joined by `\n` (x.md, section 7). */
import {type Passage, passageBuilder} from '../passage.ts';

export function passageOf(editor: HTMLElement): Passage {
	const builder = passageBuilder();
	// The mobile site and XChat.
	if (editor instanceof HTMLTextAreaElement) {
		builder.skip(editor.value);
		return builder.done();
	}
	const blocks = editor.querySelectorAll<HTMLElement>('[data-block="true"]');
	blocks.forEach((block, i) => {
		if (i > 0) builder.skip('\n');
		addBlock(builder, block);
	});
	return builder.done();
}

function addBlock(builder: ReturnType<typeof passageBuilder>, block: HTMLElement): void {
	const leaves = [...block.querySelectorAll('[data-text="true"]')].map(textNode);
	const last = leaves.findLast(node => node.textContent !== '');
	for (const node of leaves) {
		const text = node.textContent ?? '';
		// Draft renders one extra `\n` after a soft newline that ends a block.
		builder.add(node, node === last && text.endsWith('\n') ? text.slice(0, -1) : text);
	}
	if (leaves.length === 0) builder.add(block, '');
}

/** A leaf's text; `<br data-text>` stands for an empty line. */
function textNode(leaf: Element): Node {
	return leaf.firstChild ?? leaf;
}
