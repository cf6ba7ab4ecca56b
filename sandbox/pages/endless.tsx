import {type ReactNode, useEffect, useRef, useState} from 'react';

/** `?batch=20`: how many items stand in the feed at first, and how many come whenever its end is near; without it all at once. */
export const batch = Number(new URLSearchParams(location.search).get('batch')) || Number.POSITIVE_INFINITY;

/** A feed that grows while one scrolls. `read` asks the site for the next part, as the sites do. */
export function Endless({children, read}: {children: ReactNode[]; read: () => Promise<unknown>}) {
	const [shown, setShown] = useState(batch);
	const end = useRef<HTMLDivElement | null>(null);
	const isWhole = shown >= children.length;
	useEffect(() => {
		if (isWhole) return undefined;
		let isAsked = false;
		const observer = new IntersectionObserver(
			([entry]) => {
				if (!entry!.isIntersecting || isAsked) return;
				isAsked = true;
				void read().finally(() => setShown(shown + batch));
			},
			{rootMargin: '1500px'},
		);
		observer.observe(end.current!);
		return () => observer.disconnect();
	}, [shown, isWhole, read]);
	return (
		<>
			{children.slice(0, shown)}
			<div ref={end} />
		</>
	);
}
