/** A journal by e-mail: each entry is a message with its leaf and its content attached, for archives that read nothing else. */
import {composed, local} from '../export/forms/eml.ts';
import {smtpTransport} from './smtp-transport.ts';
import type {Target} from './target.ts';

export interface SmtpTarget {
	name: string;
	url: string;
	from: string;
	to: string;
	password?: string;
}

/** Delivered is what the server has taken (its 250). A message that comes twice has the same Message-ID. */
export function smtpTarget({name, url, from, to, password}: SmtpTarget): Target {
	const transport = smtpTransport({url, ...(password !== undefined && {password})});
	return {
		name,
		async deliver({organisation, index, name: number, leaf, content, salt, damaged}) {
			const raw = await composed({
				from,
				to,
				subject: `Countersign archive ${local(number)}`,
				messageId: `<${local(organisation)}.${index}@archive.invalid>`,
				headers: {'X-Countersign-Entry': String(index), 'X-Countersign-Salt': salt ?? ''},
				text: content === null ? without(damaged) : 'Leaf and content are attached, byte for byte.',
				attachments: [
					{filename: `${index}.leaf.json`, content: leaf, contentType: 'application/json'},
					...(content === null
						? []
						: [{filename: `${index}.json`, content, contentType: 'application/json'}]),
				],
			});
			await transport.sendMail({envelope: {from, to: [to]}, raw});
		},
		close: async () => transport.close(),
	};
}

function without(damaged = false): string {
	return damaged
		? 'The content is damaged in the archive that sends this: it could not be read.'
		: 'The content was erased.';
}
