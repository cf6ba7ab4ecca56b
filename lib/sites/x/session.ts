/** Who is signed in on X: the cookie `twid` holds `u=<user id>` (x.md, section 18). */
export function session(cookies: string): string | undefined {
	const value = /(?:^|;\s*)twid=([^;]*)/.exec(cookies)?.[1];
	return /^"?u(?:=|%3D)(\d+)"?$/i.exec(value ?? '')?.[1];
}
