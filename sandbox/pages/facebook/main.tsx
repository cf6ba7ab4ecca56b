import {createRoot} from 'react-dom/client';
import {graphql} from './api/graphql.ts';
import {App} from './app.tsx';
import {startLive} from './live.ts';

declare global {
	interface Window {
		/** The page's own API, for tests that act as a script with the run of the page. */
		__twin?: unknown;
	}
}

window.__twin = {graphql};
createRoot(document.querySelector('[id^="mount_0_0_"]')!).render(<App />);
startLive();
