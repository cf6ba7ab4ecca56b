/** What an IT department gives to the browsers it manages: the extension, and where its hub is. Rules come from the hub. */
import type {HubKeys} from '#lib/api/contract.ts';

export interface Fleet {
	/** Address of the hub, without a slash at the end. */
	hub: string;
	organisation: string;
	keys: HubKeys;
	/** Absent: no package is up yet. */
	chrome: {id: string; version: string} | undefined;
	firefox: {id: string; version: string} | undefined;
}

export interface PolicyFile {
	browser: 'chrome' | 'edge' | 'firefox';
	name: string;
	/** Where it goes. */
	place: string;
	text: string;
}

/** Managed storage is for the first contact only: a look-alike hub gets nobody. */
function bootstrap({hub, organisation, keys}: Fleet) {
	const {directory, hub: voice, log} = keys;
	return {hub, organisation, keys: {directory: directory.x, hub: voice.x, log}};
}

export function policyFiles(fleet: Fleet): PolicyFile[] {
	const {chrome, firefox} = fleet;
	return [
		...(chrome ? chromiumFiles(fleet, chrome) : []),
		...(firefox ? [firefoxFile(fleet, firefox.id)] : []),
	];
}

function chromiumFiles(fleet: Fleet, own: Own): PolicyFile[] {
	const json = text(chromiumPolicy(fleet, own));
	return (
		[
			['chrome', 'Google\\Chrome', '/etc/opt/chrome/policies/managed/'],
			['edge', 'Microsoft\\Edge', '/etc/opt/edge/policies/managed/'],
		] as const
	).flatMap(([browser, vendor, folder]) => [
		{browser, name: `countersign-${browser}.json`, place: `Linux: into ${folder}`, text: json},
		{
			browser,
			name: `countersign-${browser}.reg`,
			place: 'Windows: reg import; the same values by group policy or Intune',
			text: registry(vendor, fleet, own),
		},
	]);
}

function firefoxFile(fleet: Fleet, id: string): PolicyFile {
	return {
		browser: 'firefox',
		name: 'policies.json',
		place: 'into the folder distribution beside Firefox; on Linux also /etc/firefox/policies/',
		text: text(firefoxPolicy(fleet, id)),
	};
}

type Own = {id: string; version: string};

function settings({hub}: Fleet, {version}: Own) {
	return {
		installation_mode: 'force_installed',
		update_url: `${hub}/updates/chrome.xml`,
		// An older one, from a copy or a backup, is switched off
		minimum_version_required: version,
		override_update_url: true,
	};
}

function chromiumPolicy(fleet: Fleet, own: Own): object {
	const {id} = own;
	return {
		// biome-ignore-start lint/style/useNamingConvention: the browsers' own names
		ExtensionSettings: {[id]: settings(fleet, own)},
		BrowserGuestModeEnabled: false,
		'3rdparty': {extensions: {[id]: bootstrap(fleet)}},
		// biome-ignore-end lint/style/useNamingConvention: the browsers' own names
	};
}

function firefoxPolicy(fleet: Fleet, id: string): object {
	return {
		policies: {
			// biome-ignore-start lint/style/useNamingConvention: the browsers' own names
			ExtensionSettings: {
				[id]: {
					installation_mode: 'force_installed',
					install_url: `${fleet.hub}/updates/firefox.xpi`,
					updates_disabled: false,
					private_browsing: true,
				},
			},
			'3rdparty': {Extensions: {[id]: bootstrap(fleet)}},
			// biome-ignore-end lint/style/useNamingConvention: the browsers' own names
		},
	};
}

function text(value: object): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}

/** The same as Windows keeps it: values of managed storage are JSON in strings. */
function registry(vendor: string, fleet: Fleet, own: Own): string {
	const root = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${vendor}`;
	const {id} = own;
	const {hub, organisation, keys} = bootstrap(fleet);
	const string = (name: string, value: string) =>
		`"${name}"="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
	return [
		'Windows Registry Editor Version 5.00',
		'',
		`[${root}]`,
		string('ExtensionSettings', JSON.stringify({[id]: settings(fleet, own)})),
		'"BrowserGuestModeEnabled"=dword:00000000',
		'',
		`[${root}\\3rdparty\\extensions\\${id}\\policy]`,
		string('hub', hub),
		string('organisation', organisation),
		string('keys', JSON.stringify(keys)),
		'',
	].join('\r\n');
}
