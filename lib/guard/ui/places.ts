/** `group/north/leeds` → `Leeds`. */
export function placeName(location: string): string {
	const last = location.split('/').at(-1) ?? location;
	return last.charAt(0).toUpperCase() + last.slice(1);
}
