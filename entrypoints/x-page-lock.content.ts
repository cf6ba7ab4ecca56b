import {defineContentScript} from 'wxt/utils/define-content-script';
import {installPageLock} from '#lib/guard/page-lock/page-lock.ts';
import {recogniser} from '#lib/sites/x/recogniser.ts';

export default defineContentScript({
	matches: ['https://*.x.com/*', 'https://*.twitter.com/*'],
	world: 'MAIN',
	runAt: 'document_start',
	allFrames: true,
	matchAboutBlank: true,
	matchOriginAsFallback: true,
	main: () => installPageLock(recogniser),
});
