/** One interaction as an e-mail (RFC 5322), for the tools that read nothing else. Its addresses lead nowhere. */
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {siteName, type Told} from './told.ts';

/** Reserved (RFC 2606): nothing sent there arrives. */
const domain = 'archive.invalid';

export function itemEml(one: Told): Promise<Buffer> {
	const {item} = one.story;
	return composed({
		from: {
			name: visible(item.author.name) || local(item.author.id),
			address: `${local(item.author.id)}@${domain}`,
		},
		to: {
			name: `${siteName(item.site)} ${visible(item.account)}`,
			address: `${local(`${item.site}.${item.account}`)}@${domain}`,
		},
		subject: visible(`${one.title}: ${one.text}`).slice(0, 200).toWellFormed(),
		date: new Date(item.at),
		messageId: `<${local(item.item)}@${domain}>`,
		headers: {
			'X-Countersign-Item': local(item.item),
			'X-Countersign-Number': visible(item.name),
			'X-Countersign-State': item.state,
		},
		text: bodyOf(one),
		attachments: [
			{filename: `${one.file}.json`, content: canonicalJson(one.story), contentType: 'application/json'},
		],
	});
}

export function composed(message: ConstructorParameters<typeof MailComposer>[0]): Promise<Buffer> {
	// The library writes `X-Rsmf-Version`; the format's own spelling is `X-RSMF-Version`
	const names = new Map(Object.keys(message?.headers ?? {}).map(name => [name.toLowerCase(), name]));
	const safe = {
		...message,
		disableFileAccess: true,
		disableUrlAccess: true,
		textEncoding: 'base64' as const,
		normalizeHeaderKey: (key: string) => names.get(key.toLowerCase()) ?? key,
	};
	return new Promise((resolve, reject) => {
		new MailComposer(safe).compile().build((error, bytes) => (error ? reject(error) : resolve(bytes)));
	});
}

export function bodyOf({text, facts, lines, rules}: Told): string {
	return [
		text,
		'',
		...facts.map(([label, value]) => `${label}: ${value}`),
		'',
		...lines,
		...(rules.length > 0 ? ['', 'The rules as they read that day:', ...rules] : []),
	]
		.join('\n')
		.toWellFormed();
}

/** A local part of an address: nothing that could end a header or begin another. */
export function local(text: string): string {
	return text.replace(/[^A-Za-z0-9.-]/g, '_').slice(0, 60) || '_';
}

/** One line without control and direction characters. */
function visible(text: string): string {
	return text
		.toWellFormed()
		.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
		.trim();
}
