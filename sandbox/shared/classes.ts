/** The name a class has in this page load under `hashedClasses`: same in the style sheet and in the page. */
export function hashedClass(name: string, loadId: string): string {
	let hash = 5381;
	for (const character of name + loadId) hash = ((hash * 33) ^ character.charCodeAt(0)) >>> 0;
	return `x${hash.toString(36)}`;
}
