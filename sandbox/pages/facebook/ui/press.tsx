import type {KeyboardEvent, MouseEvent, ReactNode} from 'react';
import {cx, weather} from '../boot.ts';

interface Props {
	label?: string;
	className?: string;
	disabled?: boolean;
	role?: string;
	attributes?: Record<string, string>;
	onPress: () => void;
	children: ReactNode;
}

/** `div[role=button]` with `aria-disabled`, as on Facebook; a real `button` under `tagSwap`. */
export function Press({
	label,
	className = cx('quiet'),
	disabled = false,
	role = 'button',
	attributes,
	onPress,
	children,
}: Props) {
	const press = (event: MouseEvent): void => {
		if (!disabled && (!weather.isTrustedOnly || event.nativeEvent.isTrusted)) onPress();
	};
	const Tag = weather.tagSwap ? 'button' : 'div';
	return (
		<Tag
			role={role}
			tabIndex={0}
			aria-label={label}
			aria-disabled={disabled || undefined}
			className={className}
			onClick={press}
			onKeyDown={(event: KeyboardEvent) => {
				if (weather.tagSwap || disabled || event.target !== event.currentTarget) return;
				if (event.key !== 'Enter' && event.key !== ' ') return;
				event.preventDefault();
				onPress();
			}}
			{...(weather.tagSwap ? {type: 'button' as const} : {})}
			{...attributes}
		>
			{children}
		</Tag>
	);
}
