/** A permission that is added later switches installed copies off (design.md, 11): it must be meant, not happen. */
import {expect, test} from 'vitest';
import config from '../wxt.config.ts';

const manifest = config.manifest as (env: {browser: string}) => Record<string, unknown>;

test.each(['chrome', 'firefox'])('what %s is asked for is what it was asked for before', browser => {
	const {permissions, host_permissions, optional_host_permissions, optional_permissions} = manifest({
		browser,
	});
	expect({permissions, host_permissions, optional_host_permissions, optional_permissions}).toEqual({
		permissions: [
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
		],
		host_permissions: [
			'https://*.x.com/*',
			'https://*.twitter.com/*',
			'https://*.facebook.com/*',
			'http://127.0.0.1/*',
			'http://localhost/*',
		],
		optional_host_permissions: ['https://*/*'],
		optional_permissions: undefined,
	});
});
