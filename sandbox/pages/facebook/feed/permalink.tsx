import type {ReactNode} from 'react';
import {cx, now} from '../boot.ts';

/** The link around a time: the only place in the page that names a story or a comment by id, as on Facebook. */
export const Permalink = ({href, children}: {href: string; children: ReactNode}) => (
	<a role="link" href={href} className={cx('permalink')}>
		{children}
	</a>
);

export function ago(at: number): string {
	const minutes = Math.floor((now() - at) / 60_000);
	if (minutes < 1) return 'Just now';
	return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h`;
}
