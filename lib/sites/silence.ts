/** An answer that names neither what was made nor an error: only a refusal at the door is certainly a no. */
export function silence(status: number): {error: string; unsure?: true} {
	const error = status === 200 ? 'no id in the answer' : `HTTP ${status}`;
	return status >= 400 && status < 500 ? {error} : {error, unsure: true};
}
