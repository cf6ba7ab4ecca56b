import type {HubClient} from '#lib/api/client.ts';
import {accountSchema, type Person, roleSchema} from '#lib/api/contract.ts';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import {companySchema} from '../policy/bundle.schema.ts';
import {loadPacks, PolicyFileError, readYaml} from '../policy-files.ts';
import {UsageError} from './usage-error.ts';

export type AdminValues = Partial<
	Record<
		| 'organisation'
		| 'name'
		| 'person'
		| 'handle'
		| 'location'
		| 'gate'
		| 'blind'
		| 'company'
		| 'approvals'
		| 'from'
		| 'reason'
		| 'replies'
		| 'until',
		string
	>
> &
	Partial<Record<'always' | 'drill', boolean>>;

type Command = (hub: HubClient, args: string[], values: AdminValues) => Promise<string[]>;

/** Each prints what became of it. Refusals of the hub are thrown with the hub's own words. */
export const commands: Record<string, Command> = {
	invite,
	people,
	roles,
	accounts,
	account,
	publish,
	stop,
	end,
	revoke,
};

async function invite(hub: HubClient, args: string[], {person: id}: AdminValues): Promise<string[]> {
	const [name, granted] = id === undefined ? [args[0], args.slice(1)] : [undefined, args];
	if (id === undefined && !name) throw new UsageError('admin invite needs a name, or --person ID');
	const person = id === undefined ? {name: name!} : {id};
	const {url, person: invited, expiresAt} = await hub.call('invite', {person, roles: granted.map(roleAt)});
	return [url, `For person ${invited}, one browser, until ${clock(expiresAt)}.`];
}

async function people(hub: HubClient): Promise<string[]> {
	return (await hub.call('people')).map(line);
}

async function roles(hub: HubClient, [person, ...granted]: string[]): Promise<string[]> {
	if (!person) throw new UsageError('admin roles needs a person’s id');
	return [line(await hub.call('setRoles', {roles: granted.map(roleAt)}, {person}))];
}

async function accounts(hub: HubClient): Promise<string[]> {
	return (await hub.call('accounts')).map(
		({site, id, handle, location, gate}) => `${site} ${id} ${handle} ${location} gate ${gate}`,
	);
}

async function account(hub: HubClient, [site, id]: string[], values: AdminValues): Promise<string[]> {
	const {handle, name = handle, location, gate = 'any', blind = 'closed'} = values;
	const parsed = accountSchema.safeParse({site, id, handle, name, location, gate, blind});
	if (!parsed.success)
		throw new UsageError(`admin account: ${parsed.error.issues[0]?.path.join('.')} is missing or wrong`);
	const registered = await hub.call('registerAccount', parsed.data);
	return [`${registered.handle} is guarded from now on.`];
}

async function publish(hub: HubClient, [path]: string[], values: AdminValues): Promise<string[]> {
	if (!path || !values.company) throw new UsageError('admin publish needs PACKS and --company FILE.yaml');
	const company = readYaml(values.company, companySchema.strict(), 'company');
	const packs = loadPacks(path).filter(({profiles}) => profiles.includes(company.profile));
	if (packs.length === 0)
		throw new PolicyFileError(
			`${path}: no pack here is for ${company.profile}. Add it to "profiles" in pack.yaml, or mend "profile" in ${values.company}.`,
		);
	const approvals = values.approvals === undefined ? 1 : wholeNumber(values.approvals);
	const workflow = {secondPerson: values.always ? 'always' : 'findings', approvals};
	const notBefore = values.from === undefined ? undefined : timeOf(values.from);
	await hub.call('publishPolicy', {bundle: {v: 1, company, packs, workflow}, notBefore});
	const names = packs.map(({id, version}) => `${id}@${version}`).join(', ');
	return [`Published ${names}${notBefore === undefined ? '' : `, in force from ${clock(notBefore)}`}.`];
}

async function stop(hub: HubClient, [location]: string[], values: AdminValues): Promise<string[]> {
	const {reason, until, replies, drill = false} = values;
	if (!location || !reason || !until) throw new UsageError('admin stop needs LOCATION, --reason and --until');
	const templates = replies?.split(',').map(id => id.trim());
	const what = {location, account: null, reason, until: timeOf(until), drill};
	const order = await hub.call('stop', {...what, ...(templates && {templates})});
	return [
		`${drill ? 'Drill' : 'Posting is stopped'} at ${location} until ${clock(order.until)}: ${order.id}`,
	];
}

async function end(hub: HubClient, [id]: string[]): Promise<string[]> {
	if (!id) throw new UsageError('admin end needs the id of a stop order');
	const {location} = await hub.call('endStop', undefined, {id});
	return [`Posting goes on at ${location}.`];
}

async function revoke(hub: HubClient, [device]: string[]): Promise<string[]> {
	if (!device) throw new UsageError('admin revoke needs a device');
	await hub.call('revokeDevice', undefined, {device});
	return [`${device} proves nothing any more.`];
}

/** `reviewer@group/north` */
function roleAt(text: string): RoleAt {
	const [name, location] = text.split('@');
	const role = roleSchema.safeParse(name);
	if (!role.success || !location)
		throw new UsageError(`${text} is not ROLE@LOCATION, like author@group/north/leeds`);
	return {role: role.data, location};
}

function line({id, name, roles: held}: Person): string {
	return `${id}  ${name}  ${held.map(({role, location}) => `${role}@${location}`).join(' ') || '(no role)'}`;
}

function wholeNumber(text: string): number {
	if (!/^[1-9]\d?$/.test(text)) throw new UsageError(`--approvals is a number like 2, not ${text}`);
	return Number(text);
}

function timeOf(text: string): number {
	const time = Date.parse(text);
	if (Number.isNaN(time)) throw new UsageError(`${text} is not a time, like 2026-11-24T16:00:00Z`);
	return time;
}

function clock(time: number): string {
	return new Date(time).toISOString();
}
