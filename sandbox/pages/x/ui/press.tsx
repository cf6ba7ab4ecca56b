import type {KeyboardEvent, MouseEvent, ReactNode} from 'react';
import {cx, tid, weather} from '../boot.ts';

interface Props {
	testid?: string;
	label?: string;
	className?: string;
	disabled?: boolean;
	onPress: () => void;
	children: ReactNode;
}

/**
 * X's button: fires on `click` without Alt (S1). As a `div` it also fires on `keyup` of Enter or Space,
 * listened for at `document` (S2).
 */
export function Press({
	testid,
	label,
	className = cx('icon-button'),
	disabled = false,
	onPress,
	children,
}: Props) {
	const press = (event: MouseEvent): void => {
		event.preventDefault();
		if (disabled || event.altKey || (weather.isTrustedOnly && !event.nativeEvent.isTrusted)) return;
		onPress();
	};
	const shared = {
		'data-testid': testid && tid(testid),
		'aria-label': label,
		role: 'button',
		className,
		onClick: press,
	};
	if (!weather.tagSwap)
		return (
			<button type="button" {...shared} disabled={disabled}>
				{children}
			</button>
		);
	return (
		<div
			{...shared}
			tabIndex={0}
			aria-disabled={disabled || undefined}
			onKeyDown={event => armKeyUp(event, disabled, onPress)}
		>
			{children}
		</div>
	);
}

function armKeyUp(event: KeyboardEvent, disabled: boolean, onPress: () => void): void {
	if (disabled || event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
	const {key} = event;
	const release = (up: globalThis.KeyboardEvent): void => {
		if (up.key !== key) return;
		document.removeEventListener('keyup', release);
		if (!weather.isTrustedOnly || up.isTrusted) onPress();
	};
	document.addEventListener('keyup', release);
}
