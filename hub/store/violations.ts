/** Is this the database saying that such a row exists already? SQLite's extended codes, PostgreSQL's class 23. */
export function isUniqueViolation(error: unknown): boolean {
	const {code, errcode} = (error ?? {}) as {code?: unknown; errcode?: unknown};
	return code === '23505' || errcode === 1555 || errcode === 2067;
}
