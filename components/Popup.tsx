import {Desk} from './Desk.tsx';
import {openPage} from './pages.ts';

/** What opens from the toolbar. */
export function Popup() {
	return (
		<Desk
			header={
				<button type="button" className="plain" onClick={() => openPage('review')}>
					Open full page ↗
				</button>
			}
		/>
	);
}
