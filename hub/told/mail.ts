/** E-mail: plain words first, the same as simple HTML beside them. Never more than the message says. */
import {smtpTransport} from '../archive/targets/smtp-transport.ts';
import type {Message} from './message.ts';
import type {Outcome} from './outcome.ts';

export interface MailSettings {
	/** `smtp://` or `smtps://[user@]host[:port]` */
	url: string;
	/** `Countersign <countersign@firm.example>` */
	from: string;
	password?: string;
}

export interface Mailer {
	send: (to: string, mail: {id: string; message: Message; url: string}) => Promise<Outcome>;
	close: () => void;
}

/** Throws when the address of the server is none. */
export function openMailer({from, ...server}: MailSettings): Mailer {
	const transport = smtpTransport(server);
	const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'countersign.invalid';
	return {
		async send(to, {id, message, url}) {
			try {
				const {response} = await transport.sendMail({
					...{from, to, subject: message.title, messageId: `<${id}@${domain}>`},
					...{text: textOf(message, url), html: htmlOf(message, url), textEncoding: 'base64'},
					// No answering machine may answer (RFC 3834)
					headers: {'Auto-Submitted': 'auto-generated', 'X-Countersign-Message': id},
				});
				return {ok: true, result: response};
			} catch (error) {
				const {message: words, responseCode = 0} = error as Error & {responseCode?: number};
				return {ok: false, result: words, final: responseCode >= 550 && responseCode <= 559};
			}
		},
		close: () => transport.close(),
	};
}

const foot =
	'The link asks you to sign in. Nothing can be approved by a link alone. How and when you are told is yours to set: “How I am told” in the console.';

export function textOf({title, items, link}: Message, url: string): string {
	const lines = items.flatMap(({line, more}) => [`- ${line}`, ...(more ? [`  ${more}`] : [])]);
	return [title, '', ...lines, ...(lines.length > 0 ? [''] : []), `${link}: ${url}`, '', foot].join('\n');
}

export function htmlOf({title, items, link}: Message, url: string): string {
	const list = items.map(({line, more}) => `<li>${escaped(line)}${more && `<br>${escaped(more)}`}</li>`);
	return [
		'<!doctype html><html lang="en"><meta charset="utf-8"><body>',
		`<p><strong>${escaped(title)}</strong></p>`,
		...(list.length > 0 ? [`<ul>${list.join('')}</ul>`] : []),
		`<p><a href="${escaped(url)}">${escaped(link)}</a></p>`,
		`<p><small>${escaped(foot)}</small></p>`,
		'</body></html>',
	].join('\n');
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, letter => entities[letter]!);
}
