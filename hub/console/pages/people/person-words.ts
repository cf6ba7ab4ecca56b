import type {Colleague} from '#lib/api/console.ts';

const day = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium'});

export const dayOf = (at: number) => day.format(at);

export function competenceWords({competences}: Pick<Colleague, 'competences'>): string {
	return competences
		.map(({name, until, isOver}) => `${name} ${isOver ? 'ended' : 'until'} ${dayOf(until)}`)
		.join(', ');
}

export function awayWords({away}: Pick<Colleague, 'away'>, nameOf: (id: string) => string): string {
	return away
		.map(({since, until, delegate}) => {
			const days = `${dayOf(since)} – ${dayOf(until)}`;
			return delegate === '' ? days : `${days}, ${nameOf(delegate)} stands in`;
		})
		.join('; ');
}
