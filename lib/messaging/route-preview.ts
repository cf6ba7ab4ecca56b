/** Who would get a draft, and how soon. */
export interface RoutePreview {
	/** Of the route; `null` when any reviewer of the place will do. */
	name: string | null;
	steps: {name: string; need: number; available: number}[];
	/** Milliseconds that it usually takes; `null` = too few to say. */
	usual: number | null;
	awake?: Awake | undefined;
}

/** Who hears of it at once. */
export interface Awake {
	people: number;
	/** When the next one does; `null`: nobody has said. */
	backAt: number | null;
	/** Who is woken for it, and how often that was, and may be, tonight. */
	onCall: {name: string; woken: number; most: number} | null;
}
