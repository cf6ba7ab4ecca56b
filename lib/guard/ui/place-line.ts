import type {Composer} from '#lib/sites/site.ts';
import type {Line} from './line.ts';

/** Directly before the anchor, again after each remount; over the page where the composer has no place for it. */
export function placeLine(line: Line, {anchor, editor}: Composer, root: HTMLElement): void {
	const {element} = line;
	line.setFloating(!anchor);
	if (anchor) {
		if (anchor.previousSibling !== element) anchor.before(element);
		line.alignWith(editor);
	} else if (element.parentNode !== root) root.append(element);
}
