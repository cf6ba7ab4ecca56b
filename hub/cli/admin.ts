import {hostname} from 'node:os';
import {parseArgs} from 'node:util';
import {enrol, setUp} from '../client.ts';
import {type AdminValues, commands} from './admin-commands.ts';
import {assertNoKey, clientWith, defaultKeyFile, saveKey} from './admin-key.ts';
import {UsageError} from './usage-error.ts';

const usage = `usage: countersign admin COMMAND [options]

  setup LINK --organisation NAME --name PERSON   the first start: LINK is what the hub printed
  join LINK                                      connects this computer with an invite
  invite NAME ROLE@LOCATION …                    prints a link for one browser, 15 minutes
  invite --person ID ROLE@LOCATION …             another browser of the same person
  people                                         everybody, with roles
  roles ID [ROLE@LOCATION …]                     puts these roles in place of the old ones
  accounts                                       the registered company accounts
  account SITE ID --handle H --name N --location L [--gate managed] [--blind capture|warn]
  publish PACKS --company FILE.yaml [--approvals N] [--always] [--from TIME]
  stop LOCATION --reason TEXT --until TIME [--drill] [--replies R-CMP-04,…]
  end STOP                                       ends a stop order
  revoke DEVICE                                  a lost computer proves nothing any more

  --key FILE   this admin's key (COUNTERSIGN_ADMIN_KEY, ~/.config/countersign/admin.json)

Roles: author, reviewer, admin, auditor. Locations are paths: group, group/north, group/north/leeds.`;

const text = {type: 'string'} as const;
const flag = {type: 'boolean'} as const;

/** An admin's work on the command line, over the same API as everything else. */
export async function runAdmin(args: string[]): Promise<number> {
	const {values, positionals} = parseArgs({
		args: withDevicesLast(args),
		allowPositionals: true,
		options: {
			...{key: text, organisation: text, name: text, person: text, handle: text, location: text, gate: text},
			...{blind: text, company: text, approvals: text, from: text, reason: text, until: text, replies: text},
			...{always: flag, drill: flag, help: {...flag, short: 'h'}},
		},
	});
	const [name, ...rest] = positionals;
	if (values.help || name === undefined) {
		console.log(usage);
		return values.help ? 0 : 2;
	}
	const file = values.key ?? defaultKeyFile();
	if (name === 'setup' || name === 'join') return connect(name, rest, values, file);
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!command) throw new UsageError(`there is no command admin ${name}\n\n${usage}`);
	for (const line of await command(await clientWith(file), rest, values)) console.log(line);
	return 0;
}

/** One device in 64 has a name that begins as an option does (a thumbprint in base64url, RFC 7638). */
function withDevicesLast(args: readonly string[]): string[] {
	const isDevice = (arg: string) => /^-[\w-]{42}$/.test(arg);
	const devices = args.filter(isDevice);
	return devices.length === 0 ? [...args] : [...args.filter(arg => !isDevice(arg)), '--', ...devices];
}

async function connect(
	how: 'setup' | 'join',
	[link = '']: string[],
	{organisation, name}: AdminValues,
	file: string,
): Promise<number> {
	if (!URL.canParse(link)) throw new UsageError(`admin ${how} needs the link as it was printed`);
	assertNoKey(file);
	const url = new URL(link).origin;
	const label = `command line on ${hostname()}`;
	if (how === 'setup' && !(organisation && name))
		throw new UsageError('admin setup needs --organisation NAME and --name PERSON');
	const connected =
		how === 'setup'
			? await setUp({url}, link, {organisation: organisation!, name: name!, label})
			: await enrol({url}, link, label);
	await saveKey(file, url, connected);
	const {person, organisation: firm} = connected.enrolment;
	console.log(`${person.name} of ${firm.name} · this computer is device ${connected.device}`);
	console.log(`Key: ${file}. Keep a copy where only you can reach it.`);
	return 0;
}
