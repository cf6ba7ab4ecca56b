import {useEffect, useRef, useState} from 'react';

const second = 1000;

/** Held for a second by a finger; by keyboard it asks once more. Nothing is approved by a slip. */
export function Held({disabled, act}: {disabled: boolean; act: () => void}) {
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const [isAsking, setAsking] = useState(false);
	const [isDown, setDown] = useState(false);
	const stop = () => {
		clearTimeout(timer.current);
		setDown(false);
	};
	useEffect(() => () => clearTimeout(timer.current), []);
	const start = () => {
		setDown(true);
		timer.current = setTimeout(() => {
			setDown(false);
			act();
		}, second);
	};
	const byKey = () => {
		if (isAsking) act();
		setAsking(!isAsking);
	};
	return (
		<button
			type="button"
			className={isDown ? 'primary held down' : 'primary held'}
			disabled={disabled}
			onPointerDown={start}
			onPointerUp={stop}
			onPointerLeave={stop}
			onPointerCancel={stop}
			// A click by keyboard or assistive technology has no pointer
			onClick={event => event.detail === 0 && byKey()}
		>
			{isAsking ? 'Press again to approve' : 'Approve: press 1 s'}
		</button>
	);
}
