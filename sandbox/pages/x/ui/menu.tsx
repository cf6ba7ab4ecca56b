import {useEffect} from 'react';
import {cx, tid} from '../boot.ts';

export interface MenuItem {
	label: string;
	testid?: string;
	run: () => void;
}

/** A drop-down. Items are `menuitem`s that fire on click, as on X. */
export function Menu({items, onClose}: {items: MenuItem[]; onClose: () => void}) {
	useEffect(() => {
		const close = (event: KeyboardEvent): void => {
			if (event.key === 'Escape') onClose();
		};
		document.addEventListener('keydown', close);
		return () => document.removeEventListener('keydown', close);
	}, [onClose]);
	return (
		<div role="menu" className={cx('menu')} data-testid={tid('Dropdown')}>
			{items.map(({label, testid, run}) => (
				<div
					key={label}
					role="menuitem"
					tabIndex={0}
					className={cx('menu-item')}
					data-testid={testid && tid(testid)}
					onClick={() => {
						onClose();
						run();
					}}
					onKeyDown={event => {
						if (event.key !== 'Enter') return;
						onClose();
						run();
					}}
				>
					{label}
				</div>
			))}
		</div>
	);
}
