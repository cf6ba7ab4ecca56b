import type {Trouble} from './asker.ts';

interface Props {
	/** What is waited for: `the list`. */
	what: string;
	trouble: Trouble;
	/** Something older is on the screen meanwhile. */
	hasOld?: boolean;
}

/** What happens while the background has not answered. Quick answers come before one can read this. */
export function Waiting({what, trouble, hasOld = false}: Props) {
	if (hasOld && trouble === 'none') return null;
	return (
		<p className={trouble === 'none' ? 'quiet loading' : 'notice'} role="status">
			{words(what, trouble, hasOld)}
		</p>
	);
}

function words(what: string, trouble: Trouble, hasOld: boolean): string {
	if (trouble === 'gone')
		return 'Countersign was updated meanwhile. Close this and open it again; what you typed is kept.';
	if (trouble === 'none') return `… Waiting for ${what}.`;
	const known = hasOld ? ` You see ${what} as it was last.` : '';
	return `⇅ Countersign is not awake yet. This page asks again by itself; what you typed is kept.${known}`;
}
