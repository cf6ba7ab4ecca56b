/** Line icons drawn for the sandbox, on a 24-unit grid. */
const PATHS = {
	home: 'M4 11 12 4l8 7v9h-5v-6H9v6H4z',
	people:
		'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM3 20c.6-4 2.600-5.500 6-5.500s5.400 1.500 6 5.500M16 6a3 3 0 0 1 0 6M17 14.500c2.400.3 3.700 1.800 4 4.500',
	image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01',
	close: 'M6 6l12 12M18 6 6 18',
	like: 'M8 11l4-7c2 0 2.500 1.500 2 3.500L13.500 10H19c1 0 1.500 1 1.200 2l-1.700 6c-.2.7-.8 1-1.500 1H8zM4 11h4v8H4z',
	comment: 'M5 6h14v10h-7l-5 4v-4H5z',
	share: 'M13 6l7 6-7 6v-4c-5 0-7.500 1.500-9 4 .5-5 3.500-8 9-8z',
	globe: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c3 3 3 13 0 16M12 4c-3 3-3 13 0 16',
	dots: 'M6 12h.01M12 12h.01M18 12h.01',
	send: 'M4 12 20 4l-5 16-3-6zM12 14l8-10',
	clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
	chat: 'M12 4c-5 0-8.500 3.300-8.500 7.500 0 2.300 1 4.300 2.800 5.700V21l3.200-1.800c.8.2 1.600.3 2.500.3 5 0 8.500-3.300 8.500-8S17 4 12 4z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({name, size = 20}: {name: IconName; size?: number}) {
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			strokeWidth={name === 'dots' ? 3 : 1.8}
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
		>
			<path d={PATHS[name]} />
		</svg>
	);
}
