import {useEffect, useRef} from 'react';
import {useLive} from '../use-live.ts';
import {counted, figure} from './words.ts';

/** Bundles that are being made, and how far each is; of one search, or of all. */
export function UnderWay({search, onEnd}: {search?: string; onEnd?: () => void}) {
	const {value} = useLive('bundlesUnderWay', 1000);
	const shown = value?.filter(one => search === undefined || one.search === search) ?? [];
	const before = useRef(0);
	useEffect(() => {
		if (shown.length < before.current) onEnd?.();
		before.current = shown.length;
	}, [shown.length, onEnd]);
	return shown.map(({id, done, items}) => (
		<p key={id}>
			<label>
				{`◔ ${id} is being made: ${figure(done)} of ${counted(items, 'item')} written. It goes on when you leave this page. `}
				<progress max={items} value={done} />
			</label>
		</p>
	));
}
