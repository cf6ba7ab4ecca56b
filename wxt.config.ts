import type {InlineConfig} from 'vite';
import {defineConfig, type Entrypoint} from 'wxt';
import {fixTimes} from './scripts/fixed-times.ts';

/** *.x.com and *.facebook.com match the bare hosts too. */
const sites = ['https://*.x.com/*', 'https://*.twitter.com/*', 'https://*.facebook.com/*'];

/** A hub on this machine (docs/adr/0070): no port in a match pattern means any. */
const loopback = ['http://127.0.0.1/*', 'http://localhost/*'];

/** All from the first version: a later one that warns would switch installed copies off (design.md, section 11). */
const permissions = [
	'alarms',
	'cookies',
	'declarativeNetRequest',
	'identity',
	'notifications',
	'scripting',
	'storage',
	'unlimitedStorage',
	'webRequest',
	'webRequestBlocking',
];

/** Nothing from elsewhere runs, loads or frames our pages; only the hub is spoken to. */
const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data: blob:",
	'media-src blob:',
	"font-src 'self'",
	'connect-src https: http://127.0.0.1:* http://localhost:*',
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** Public half of a key that gives the unpacked build a stable id; the private half was thrown away (docs/adr/0071). */
const key = [
	'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxqvpWr25OdAmCIGctMdWYB8XCCc92s/84NKinGMtS/s9eT7EQGCXKS',
	'uPAnz0UnWEKJISG8Cd07aIrBQpeLuSsziIOk2B060AHeyrPNUYc0LXkCeYO45iP/n44Vi9mlEZojcS3A741T8hq70phNC/89fE',
	'Fd/JpCzfQOuV8Z1BhcmmOhKCrOLB0VUhi57x60iLJby1bJAzLeS77Gzxh09oc3ebS634AVnZTsJC/0wxBnvbWaEZFdWR/ZAdMx',
	'U4K/Fis6VF5zRn+odJZ7vpnXirewzcdC1TZ1NKrVvZyBcMieXq5oZaZFX+Gtq/hR7BUAayd8Tim4SLLm5OrsnQJVsqtwIDAQAB',
].join('');

const icons = {16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png'};

export default defineConfig({
	imports: false,
	modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
	// Beside the usual place: to build a second time and compare
	...(process.env.COUNTERSIGN_OUT && {outDir: process.env.COUNTERSIGN_OUT}),
	manifestVersion: 3,
	targetBrowsers: ['chrome', 'firefox'],
	manifest: ({browser}) => ({
		name: 'Countersign',
		description: 'Checks what you post for your company, and holds it until a second person has approved it.',
		permissions,
		host_permissions: [...sites, ...loopback],
		optional_host_permissions: ['https://*/*'],
		content_security_policy: {extension_pages: contentSecurityPolicy},
		incognito: 'spanning',
		icons,
		action: {default_title: 'Countersign', default_icon: icons},
		...(browser === 'firefox' ? firefox : chrome),
	}),
	hooks: {
		'vite:build:extendConfig': withoutPolyfillInPages,
		'zip:done': (_, files) => files.forEach(fixTimes),
	},
	zip: {name: 'countersign', zipSources: false},
});

const chrome = {
	key,
	// Ed25519 in WebCrypto, with which every signature of the hub is verified.
	minimum_chrome_version: '137',
	storage: {managed_schema: 'managed_schema.json'},
};

const firefox = {
	browser_specific_settings: {
		gecko: {
			id: 'countersign@countersign.example',
			// Ed25519 in WebCrypto; content scripts in the page's own world (128); hosts granted at installation.
			strict_min_version: '129.0',
			// A company that serves its own: Mozilla signs the address with everything else.
			...(process.env.COUNTERSIGN_HUB && {update_url: `${process.env.COUNTERSIGN_HUB}/updates/firefox.json`}),
			data_collection_permissions: {required: ['websiteContent', 'personalCommunications']},
		},
	},
};

const inPages: ReadonlySet<Entrypoint['type']> = new Set(['content-script', 'unlisted-script']);

/** Content scripts talk to the browser's own API: the polyfill would cost 10 kB in each tab (docs/adr/0005). */
function withoutPolyfillInPages(entrypoints: readonly Entrypoint[], config: InlineConfig) {
	if (!entrypoints.every(({type}) => inPages.has(type))) return;
	const alias = config.resolve?.alias;
	if (Array.isArray(alias)) config.resolve!.alias = alias.filter(({find}) => find !== 'wxt/browser');
	else if (alias) delete (alias as Record<string, string>)['wxt/browser'];
}
