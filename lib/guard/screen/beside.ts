import {createPainter} from '#lib/highlight/painter.ts';
import type {Composer} from '#lib/sites/site.ts';
import {createAgain} from '../again.ts';
import type {Look} from '../judgements.ts';
import {type Telling, tellingOf} from '../statuses.ts';
import {isAboutWhole, lookOf} from '../ui/findings.ts';
import type {Also, Line} from '../ui/line.ts';
import {placeLine} from '../ui/place-line.ts';
import type {Dialogs} from './dialogs.ts';
import type {Shared} from './shared.ts';

type Theme = ReturnType<Shared['site']['theme']>;

/** What stands beside the composer, and under its words. */
export interface Beside {
	/** With what it has read. */
	show(): Look | undefined;
	/** Marks outside the viewport were left out. */
	isPartial(): boolean;
}

export function createBeside(shared: Shared, {news, complaints, ready}: Dialogs, line: Line): Beside {
	const {site, known, notices, document, composing, card} = shared;
	const painter = createPainter(document);
	const again = createAgain(shared.now, shared.render, shared.signal);

	return {isPartial: painter.isPartial, show};

	function show(): Look | undefined {
		again.cancel();
		const composer = composing.current();
		const look = composer && shared.lookAt(composer);
		const theme = site.theme();
		card.setTheme(theme);
		news.update();
		const telling = composer && tellingOf(situationOf(look));
		if (!composer || !telling) return clear();
		paint(composer, telling, look, theme);
		again.schedule(look, known.now);
		return look;
	}

	function situationOf(look: Look | undefined) {
		return {
			...{known, look, account: site.account()},
			slow: again.isSlow(look),
			notice: notices.of(look, known.state?.hub),
			readyChanged: ready.isChanged(look),
		};
	}

	/** A person in danger comes before the clock of a complaint; what can be done about that stays at hand. */
	function alsoOf(look: Look | undefined): Also | undefined {
		const [risk, complaint] = [ready.forRisk(look), complaints.of(look)];
		return risk && complaint ? {...risk, acts: [...risk.acts, ...complaint.acts]} : (risk ?? complaint);
	}

	function clear(): undefined {
		line.element.remove();
		painter.clear();
	}

	function paint(composer: Composer, telling: Telling, look: Look | undefined, theme: Theme): void {
		line.setTheme(theme);
		line.show({...telling, ready: ready.isThere(look), also: alsoOf(look)});
		placeLine(line, composer, document.documentElement);
		painter.paint(composer.editor, marksOf(composer, telling), theme);
	}
}

/** What is about the draft as a whole has no words to underline. */
function marksOf(composer: Composer, {text, findings}: Telling) {
	return findings
		.filter(f => !f.route && !isAboutWhole(f, text) && f.end > f.start)
		.map(f => ({look: lookOf(f), ranges: composer.ranges(f.start, f.end)}));
}
