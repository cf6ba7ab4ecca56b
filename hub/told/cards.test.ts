import {describe, expect, test} from 'vitest';
import {formats} from '#lib/core/told/settings.schema.ts';
import {bodyFor} from './cards.ts';
import {htmlOf, textOf} from './mail.ts';
import type {Message} from './message.ts';
import {oneLine} from './words.ts';

const url = 'https://hub.example/console/review?item=h1&x="1"';
const nasty = '<!channel> *bold* [press](https://evil.example) <a href="https://evil.example">x</a> & `code`';
const message: Message = {
	...{kind: 'customer-waiting', title: nasty, place: '/review', link: 'Open in Countersign', at: 0},
	items: Array.from({length: 12}, (_, i) => ({hold: `h${i}`, line: `${i} ${nasty}`, more: nasty})),
};

/** Every string in a document that is meant to be a link. */
function links(value: unknown, found: string[] = []): string[] {
	for (const [key, inner] of Object.entries(value ?? {}))
		if (key === 'url' && typeof inner === 'string') found.push(inner);
		else if (typeof inner === 'object') links(inner, found);
	return found;
}

describe('nobody’s words become a link, a mention or a button', () => {
	test.each(formats)('in the form of %s the one link is ours', format => {
		const body = JSON.parse(bodyFor(format, message, url));
		expect(links(body)).toEqual([url]);
	});

	test('in Slack nothing mentions or links', () => {
		const body = bodyFor('slack', message, url);
		expect(body).not.toMatch(/<!|<a |<http/);
		expect(JSON.parse(body).blocks.length).toBeLessThanOrEqual(50);
	});

	test('in a card of Teams nothing links', () => {
		expect(bodyFor('teams', message, url)).not.toMatch(/[^\\]\]\(|[^\\]\[press/);
	});

	test('in the HTML of an e-mail nothing is an element, and the one link is ours', () => {
		const html = htmlOf(message, url);
		expect([...html.matchAll(/<a /g)]).toHaveLength(1);
		expect(html).not.toMatch(/<!channel|evil\.example">/);
		expect(html).toContain('href="https://hub.example/console/review?item=h1&amp;x=&quot;1&quot;"');
		expect(textOf(message, url)).toContain(`Open in Countersign: ${url}`);
	});

	test('a name cannot begin a header, a line, or turn the direction', () => {
		expect(oneLine('Tom\r\nBcc: all@firm.example\u202e txt')).toBe('Tom Bcc: all@firm.example  txt');
	});
});
