import {defineContentScript} from 'wxt/utils/define-content-script';
import {installPageLock} from '#lib/guard/page-lock/page-lock.ts';
import {feedbackOf} from '#lib/sites/facebook/fibre.ts';
import {recogniser} from '#lib/sites/facebook/recogniser.ts';

export default defineContentScript({
	matches: ['https://*.facebook.com/*'],
	world: 'MAIN',
	runAt: 'document_start',
	allFrames: true,
	matchAboutBlank: true,
	matchOriginAsFallback: true,
	main: () => installPageLock(recogniser, feedbackOf),
});
