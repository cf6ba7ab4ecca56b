import type {Look} from '../judgements.ts';
import type {Lasting} from '../notices.ts';
import type {Line} from '../ui/line.ts';
import type {Status} from '../ui/status.ts';
import type {Shared} from './shared.ts';

/** One sentence about one draft; `about`: a second line, where there is no composer to mark. */
export type Tell = (
	look: Look | undefined,
	status: Status,
	id: 'held' | 'failed' | 'sent',
	lasting: Lasting,
	about?: string,
) => void;

/** Beside the composer if there is one, else in the corner. */
export function tellBeside({notices, card, render}: Shared, line: Line): Tell {
	return (look, status, id, lasting, about) => {
		if (look) notices.say(look, status, lasting);
		else notices.drop();
		render();
		if (!line.element.isConnected) card.show({id, status, about});
	};
}
