import {createRoot} from 'react-dom/client';
import {graphql, sign} from './api/graphql.ts';
import {App} from './app.tsx';
import {weather} from './boot.ts';
import {startLive} from './live.ts';
import {startShortcuts} from './shortcuts.ts';
import {store} from './store.ts';

declare global {
	interface Window {
		webpackChunk_twitter_responsive_web?: unknown[];
		/** The page's own API and signer, for tests that act as a script with the run of the page. */
		__twin?: unknown;
	}
}

if (weather.frontEnd === 'legacy') window.webpackChunk_twitter_responsive_web = [];
window.__twin = {graphql, sign};

// The root's first child shows the store in its props, as on X (x.md section 7).
createRoot(document.getElementById('react-root')!).render(
	<div>
		<App store={store} />
	</div>,
);
startShortcuts();
startLive();
