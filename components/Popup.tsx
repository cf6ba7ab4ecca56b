import {Desk} from './Desk.tsx';
import {openPage} from './pages.ts';
import {ThisPage} from './ThisPage.tsx';

/** What opens from the toolbar. */
export function Popup() {
	return (
		<Desk
			header={
				<button type="button" className="plain" onClick={() => openPage('review')}>
					Open full page ↗
				</button>
			}
			page={<ThisPage />}
		/>
	);
}
