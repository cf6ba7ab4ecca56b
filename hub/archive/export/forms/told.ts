/** One item as every readable form tells it. */
import type {Item, Story} from '#lib/api/contract.ts';
import {maskThirdParty} from './mask.ts';

export interface Told {
	story: Story;
	/** For file names: our own number on paper, letters and digits only. */
	file: string;
	title: string;
	/** Label and value, one line each. */
	facts: [string, string][];
	/** What was said. */
	text: string;
	/** What happened, one line each. */
	lines: string[];
	rules: string[];
	masks: {where: string; kind: string; count: number}[];
}

export function told(story: Story): Told {
	const {item, entries, rules} = story;
	const masks: Told['masks'] = [];
	const lines = entries.flatMap(({at, person, said, name, details}) => [
		`${time(at)}  ${said} · ${person} · ${name}`,
		...details
			.filter(({label}) => label !== 'Text')
			.map(({label, text}) => {
				const shown = label === 'Answers to' ? maskThirdParty(text) : {text, masks: []};
				masks.push(...shown.masks.map(mask => ({where: `${item.name} · ${name} · ${label}`, ...mask})));
				return `    ${label}: ${shown.text}`;
			}),
	]);
	return {
		story,
		file: item.name.replace(/[^A-Za-z0-9-]/g, '_').slice(0, 80),
		title: `${item.name} · ${siteName(item.site)} · ${item.kind}`,
		facts: factsOf(item),
		text: item.text ?? (item.damaged ? '(damaged: it cannot be read)' : '(no text, or erased)'),
		lines,
		rules: rules.map(
			({id, title, message, source, pack}) => `${id} ${title}: ${message} (${source}; ${pack})`,
		),
		masks,
	};
}

function factsOf(item: Item): [string, string][] {
	return [
		['When', time(item.at)],
		['Site', siteName(item.site)],
		['Account', item.account],
		['Place', item.location],
		['Kind', item.kind],
		['State', item.state],
		['Written by', nameOf(item.author)],
		['Approved by', item.approvers.map(nameOf).join(', ') || 'nobody: no approval was needed'],
		['Id at the site', item.siteId],
		['Address', item.url],
		['Rules that found something', item.rules.join(', ')],
		['Legal holds', item.legalHolds.join(', ')],
		[
			'Kept until',
			item.keptUntil === null ? 'indefinitely' : `${time(item.keptUntil).slice(0, 10)} (${item.topic})`,
		],
	];
}

export function nameOf({id, name}: {id: string; name: string}): string {
	return name ? `${name} (${id})` : id;
}

export function siteName(site: string): string {
	return site === 'x' ? 'X' : site === 'facebook' ? 'Facebook' : site;
}

/** UTC, to the second. */
export function time(at: number): string {
	return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
