import {weather} from '../boot.ts';
import type {Draft} from './draft.ts';

/** A dialog that comes between the click on Post and the sending; its own button sends (S6). */
export function nudgeFor({items, editOf}: Draft): string | null {
	if (!weather.nudges) return null;
	if (editOf) return 'This is your last edit of this post.';
	const bare = items.some(item => item.media.some(media => media.alt === ''));
	return bare ? 'Some pictures have no description yet.' : null;
}
