import {resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {openTargets} from '../archive/targets/open-targets.ts';
import {type HubOptions, type RunningHub, startHub} from '../server.ts';
import {witnessesIn} from '../witness/settings.ts';
import {portOf, told} from './served.ts';
import {UsageError} from './usage-error.ts';

const usage = `usage: countersign hub [options]

  --data DIR    where everything is kept            (COUNTERSIGN_DATA, ./countersign-data)
  --port N      port to listen on                   (PORT, 4780)
  --host ADDR   address to listen on                (HOST, 127.0.0.1: this machine only)
  --url URL     where browsers reach the hub        (COUNTERSIGN_URL, http://HOST:PORT)
  --keys DIR    where the keys are                  (HUB_KEYS_DIR, DIR/keys)
  --help        this text

OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET let people sign in to the console with the company's own accounts,
instead of passkeys; register URL/console/sign-in/oidc/back there.
SMTP_URL=smtp[s]://[USER@]HOST[:PORT], SMTP_FROM and SMTP_PASSWORD let the hub tell people by e-mail what waits.
WEBHOOKS_TO_THIS_MACHINE=yes lets webhooks go to this machine by plain HTTP: for trials only.
ARCHIVE_TARGETS=FILE.json sends the archive to other places too (docs/guides/deployers.md).
TIMESTAMP_URLS=https://… (several with blanks between) has heads of the log stamped by outside clocks (RFC 3161), at
least daily, and each TIMESTAMP_EVERY (1000) checkpoints.
WITNESSES='https://… KEY' (several with blanks between) has heads of the log signed by witnesses too (countersign witness).
COUNTERSIGN_RATE_LIMIT=N lets one address ask so often in a minute (6000): more where a whole firm comes from one.
DATABASE_URL=postgres://… keeps the data in PostgreSQL instead of a file in DIR.
The first start prints the command with which the first admin sets the hub up; it works once.`;

const defaultPort = 4780;

/** Runs the hub until it is told to stop. */
export async function runHub(args: string[]): Promise<number> {
	const {values} = parseArgs({
		args,
		options: {
			data: {type: 'string'},
			port: {type: 'string'},
			host: {type: 'string'},
			url: {type: 'string'},
			keys: {type: 'string'},
			help: {type: 'boolean', short: 'h'},
		},
	});
	if (values.help) {
		console.log(usage);
		return 0;
	}
	const options = optionsOf(values, process.env);
	const hub = await startHub(options);
	// Whoever read what we print may be gone, a closed terminal for one: that is no reason to fall with data open
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
	greet(hub, options);
	const signal = await told(['SIGINT', 'SIGTERM']);
	console.log(`${signal}: ending connections, finishing what is written …`);
	await hub.close();
	return 0;
}

type Values = Partial<Record<'data' | 'port' | 'host' | 'url' | 'keys', string>>;

function optionsOf(values: Values, env: NodeJS.ProcessEnv): HubOptions {
	const keys = values.keys ?? env.HUB_KEYS_DIR;
	const host = values.host ?? env.HOST;
	const publicUrl = values.url ?? env.COUNTERSIGN_URL;
	const databaseUrl = env.DATABASE_URL;
	return {
		data: resolve(values.data ?? env.COUNTERSIGN_DATA ?? 'countersign-data'),
		port: portOf(values.port ?? env.PORT ?? String(defaultPort)),
		...(host && {host}),
		...(publicUrl && {publicUrl: publicUrl.replace(/\/+$/, '')}),
		...(databaseUrl && {databaseUrl}),
		...(keys && {keys: resolve(keys)}),
		...oidcOf(env),
		...limitOf(env),
		...timestampsOf(env),
		witnesses: witnessesIn(env),
		...mailOf(env),
		webhooksToThisMachine: env.WEBHOOKS_TO_THIS_MACHINE === 'yes',
		...(env.ARCHIVE_TARGETS && {targets: openTargets(env.ARCHIVE_TARGETS)}),
		logLevel: env.LOG_LEVEL ?? 'warn',
	};
}

function limitOf({COUNTERSIGN_RATE_LIMIT: text}: NodeJS.ProcessEnv): Pick<HubOptions, 'rateLimit'> {
	if (text === undefined) return {};
	if (!/^[1-9]\d{0,8}$/.test(text))
		throw new UsageError(`COUNTERSIGN_RATE_LIMIT: ${text} is no number of requests`);
	return {rateLimit: Number(text)};
}

function timestampsOf(env: NodeJS.ProcessEnv): Pick<HubOptions, 'timestamps'> {
	const {TIMESTAMP_URLS: urls = '', TIMESTAMP_EVERY: every = '1000'} = env;
	const services = urls.split(/\s+/).filter(Boolean);
	if (services.length === 0) return {};
	if (services.some(url => !/^https?:/.test(url) || !URL.canParse(url)))
		throw new UsageError('TIMESTAMP_URLS has to be addresses, with blanks between them');
	if (!/^[1-9]\d{0,8}$/.test(every))
		throw new UsageError(`TIMESTAMP_EVERY: ${every} is no number of checkpoints`);
	return {timestamps: {services, every: Number(every)}};
}

function oidcOf(env: NodeJS.ProcessEnv): Pick<HubOptions, 'oidc'> {
	const {OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret} = env;
	if (!issuer) return {};
	if (!clientId || !URL.canParse(issuer))
		throw new UsageError('OIDC_ISSUER has to be an address, and OIDC_CLIENT_ID goes with it');
	return {oidc: {issuer, clientId, ...(clientSecret && {clientSecret})}};
}

function mailOf({
	SMTP_URL: url,
	SMTP_FROM: from,
	SMTP_PASSWORD: password,
}: NodeJS.ProcessEnv): Pick<HubOptions, 'mail'> {
	if (!url) return {};
	if (!/^smtps?:\/\/[^/]/.test(url) || !URL.canParse(url))
		throw new UsageError('SMTP_URL has to be an address like smtps://user@mail.firm.example');
	if (!from?.includes('@')) throw new UsageError('SMTP_FROM has to be the address from which the hub writes');
	return {mail: {url, from, ...(password && {password})}};
}

function greet(hub: RunningHub, {data, databaseUrl}: HubOptions): void {
	console.log(`Countersign hub: ${hub.url}`);
	console.log(`Data: ${data}${databaseUrl ? ' (archive and keys), and PostgreSQL' : ''}`);
	if (!hub.setupLink) return;
	console.log(`
Not set up yet. The first admin opens this link in a browser (it works once):

  ${hub.setupLink}

or runs, on a computer that reaches this hub:

  npx countersign admin setup '${hub.setupLink}' --organisation NAME --name PERSON
`);
}
