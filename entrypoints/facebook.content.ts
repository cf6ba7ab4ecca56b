import {defineContentScript} from 'wxt/utils/define-content-script';
import {startInPage} from '#lib/guard/start-in-page.ts';
import {outcome} from '#lib/sites/facebook/outcome.ts';
import {site} from '#lib/sites/facebook/site.ts';

export default defineContentScript({
	matches: ['https://*.facebook.com/*'],
	runAt: 'document_start',
	allFrames: true,
	matchAboutBlank: true,
	matchOriginAsFallback: true,
	// A page must not learn the name of the event that would end WXT's own context.
	noScriptStartedPostMessage: true,
	main: () => startInPage(site, {outcome}),
});
