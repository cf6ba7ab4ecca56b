/** Every host the twins answer for. One certificate and one port serve them all. */
export const HOSTS = [
	'x.com',
	'api.x.com',
	'upload.x.com',
	'caps.x.com',
	'chat-ws.x.com',
	'abs.twimg.com',
	'www.facebook.com',
	'web.facebook.com',
	'business.facebook.com',
	'm.facebook.com',
	'kaios-d.facebook.com',
	'upload.facebook.com',
	'vupload-edge.facebook.com',
	'gateway.facebook.com',
	'web-chat-e2ee.facebook.com',
	'www.fbsbx.com',
] as const;

/**
 * Chromium's `--host-resolver-rules` for a sandbox on `port`. Every name but ours resolves to nothing, so
 * that no test can reach the real sites.
 */
function hostResolverRules(port: number): string {
	const maps = HOSTS.map(host => `MAP ${host}:443 127.0.0.1:${port}`);
	return [...maps, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'].join(', ');
}

/** The flags a Chromium needs to see the twins under the real host names. */
export function chromiumFlags({port, spki}: {port: number; spki: string}): string[] {
	return [
		`--host-resolver-rules=${hostResolverRules(port)}`,
		`--ignore-certificate-errors-spki-list=${spki}`,
	];
}
