import {createTransport} from 'nodemailer';

/** A connection to `smtp://` or `smtps://[user@]host[:port]`, kept open between messages. Throws when it is neither. */
export function smtpTransport({url, password}: {url: string; password?: string}) {
	const {protocol, hostname, port, username} = new URL(url);
	if (protocol !== 'smtp:' && protocol !== 'smtps:')
		throw new Error('a mail server is smtp://… or smtps://…');
	const isSecure = protocol === 'smtps:';
	return createTransport({
		host: hostname,
		port: Number(port) || (isSecure ? 465 : 25),
		secure: isSecure,
		pool: true,
		maxConnections: 1,
		disableFileAccess: true,
		disableUrlAccess: true,
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 30_000,
		...(username && {auth: {user: decodeURIComponent(username), pass: password ?? ''}}),
	});
}
