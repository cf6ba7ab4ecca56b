/** Line icons drawn for the sandbox, on a 24-unit grid. */
const PATHS = {
	home: 'M4 11 12 4l8 7v9h-5v-6H9v6H4z',
	search: 'M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm4.5 10.5L20 20',
	bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4',
	mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
	person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c1-5 4-6 8-6s7 1 8 6',
	pen: 'M5 19l1-5L16 4l4 4L10 18zM14 6l4 4',
	image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
	gif: 'M4 6h16v12H4zM10 10H8a2 2 0 0 0 0 4h2v-2M13 10v4M19 10h-3v4m0-2h2',
	poll: 'M5 20V10M12 20V4M19 20v-7',
	smile:
		'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9 10h.01M15 10h.01M8.5 14c1 1.6 2.1 2.2 3.5 2.2s2.500-.6 3.500-2.200',
	clock: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4M12 13v3h2',
	pin: 'M12 21s-6-6-6-11a6 6 0 0 1 12 0c0 5-6 11-6 11zM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
	plus: 'M12 5v14M5 12h14',
	close: 'M6 6l12 12M18 6 6 18',
	reply: 'M5 6h14v10h-7l-5 4v-4H5z',
	repost: 'M7 8h9a2 2 0 0 1 2 2v5m0 0 3-3m-3 3-3-3M17 17H8a2 2 0 0 1-2-2v-5m0 0-3 3m3-3 3 3',
	heart: 'M12 20C5 15 4 11.500 4 9a4 4 0 0 1 8-1.200A4 4 0 0 1 20 9c0 2.500-1 6-8 11z',
	bookmark: 'M7 4h10v16l-5-4-5 4z',
	dots: 'M6 12h.01M12 12h.01M18 12h.01',
	globe: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c3 3 3 13 0 16M12 4c-3 3-3 13 0 16',
	back: 'M19 12H5m6-6-6 6 6 6',
	flame: 'M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-2 1-4 2-5 .5 2 1.500 2.500 2 3 .5-3 0-6 2-9z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({name, size = 20, fill = false}: {name: IconName; size?: number; fill?: boolean}) {
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 24 24"
			fill={fill ? 'currentColor' : 'none'}
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
