/** What happens to a browser on a bad day, done from outside as the browser does it itself. */
import type {Seat} from '../../scripts/stage/seat.ts';

/** The extension reloads under its open tabs, as it does when an update arrives. */
export async function reloadExtension(author: Seat): Promise<void> {
	const options = await author.open('options');
	// The page that asks dies with the old extension.
	const closed = options.waitForEvent('close');
	await options.evaluate(() => void setTimeout(() => chrome.runtime.reload()));
	await closed;
}
