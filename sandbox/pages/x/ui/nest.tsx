import type {ReactNode} from 'react';
import {cx} from '../boot.ts';

/** Plain wrappers, as many as the real page has between an editor and its tool bar. */
export function Nest({levels, children}: {levels: number; children: ReactNode}) {
	if (levels === 0) return <>{children}</>;
	return (
		<div className={cx('nest')}>
			<Nest levels={levels - 1}>{children}</Nest>
		</div>
	);
}
