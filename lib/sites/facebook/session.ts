/** Who acts on Facebook: the page or profile switched to, else the person's own account (facebook.md, section 11). */
export function session(cookies: string): string | undefined {
	return cookie(cookies, 'i_user') ?? cookie(cookies, 'c_user');
}

function cookie(cookies: string, name: string): string | undefined {
	return new RegExp(`(?:^|;\\s*)${name}=(\\d+)`).exec(cookies)?.[1];
}
