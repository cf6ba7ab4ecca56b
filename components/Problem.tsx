import type {ReactNode} from 'react';

/** Why the last try was not accepted. It is on the page when empty too: a screen reader tells only what changes there. */
export function Problem({children}: {children: ReactNode}) {
	return (
		<p className="problem" role="alert">
			{children}
		</p>
	);
}
