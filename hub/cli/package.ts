import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {addChrome, addFirefox, PackageError} from '../deploy/packages.ts';
import {UsageError} from './usage-error.ts';

const usage = `usage: countersign package --url URL [--chrome ZIP] [--firefox XPI] [--data DIR] [--keys DIR]

Signs a Chromium build with the company's key, and puts packages up on this hub's update server.

  --url URL      where browsers reach the hub; goes into the package
  --chrome ZIP   the zip that npm run build wrote
  --firefox XPI  as it came back from Mozilla, signed
  --data DIR     the hub's data folder            (COUNTERSIGN_DATA, ./countersign-data)
  --keys DIR     the hub's keys; extension.pem is made here once  (HUB_KEYS_DIR, DIR/keys)`;

/** A package that is older than the one before, or of another key, is refused: exit 1. */
export async function runPackage(args: string[]): Promise<number> {
	const options = {
		url: {type: 'string'},
		chrome: {type: 'string'},
		firefox: {type: 'string'},
		data: {type: 'string'},
		keys: {type: 'string'},
		help: {type: 'boolean', short: 'h'},
	} as const;
	const {values} = parseArgs({args, options});
	if (values.help) {
		console.log(usage);
		return 0;
	}
	const {url, chrome, firefox} = values;
	if (!url || !URL.canParse(url) || (!chrome && !firefox)) throw new UsageError(usage);
	const data = resolve(values.data ?? process.env.COUNTERSIGN_DATA ?? 'countersign-data');
	const keys = resolve(values.keys ?? process.env.HUB_KEYS_DIR ?? join(data, 'keys'));
	const folder = join(data, 'packages');
	try {
		const hub = url.replace(/\/+$/, '');
		if (chrome) tell(await addChrome(folder, keys, readFileSync(chrome), hub));
		if (firefox) tell(addFirefox(folder, readFileSync(firefox)));
		return 0;
	} catch (error) {
		if (!(error instanceof PackageError)) throw error;
		console.error(error.message);
		return 1;
	}
}

function tell({
	kind,
	id,
	version,
	sha256,
}: {
	kind: string;
	id: string;
	version: string;
	sha256: string;
}): void {
	console.log(`${kind} ${version} is served as ${id} (sha256 ${sha256})`);
}
