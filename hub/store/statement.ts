/** SQL for the way that every record takes: its text is made once, for Kysely needs longer to write it than SQLite to run it. */
import {CompiledQuery, type QueryExecutorProvider as Executor, PostgresAdapter} from 'kysely';

/** A statement with `?` for its values, in the SQL that SQLite and PostgreSQL share. */
export function statement<Row = unknown>(
	text: string,
): (db: Executor, ...values: readonly unknown[]) => Promise<Row[]> {
	const numbered = numberedText(text);
	return async (db, ...values) => {
		const executor = db.getExecutor();
		const sql = executor.adapter instanceof PostgresAdapter ? numbered : text;
		const {rows} = await executor.executeQuery<Row>(
			CompiledQuery.raw(sql, [...values]) as CompiledQuery<Row>,
		);
		return rows;
	};
}

/** PostgreSQL's form. No text of ours has a question mark of its own. */
function numberedText(text: string): string {
	let i = 0;
	return text.replaceAll('?', () => `$${++i}`);
}

/** Rows in one statement at most: 13 values each stay within what SQLite binds by far. */
const most = 64;

/** Inserts rows by few statements, of few texts: 64 at once, then 32, 16 … */
export function inserter(
	table: string,
	columns: readonly string[],
	onConflict = '',
): (db: Executor, rows: readonly (readonly unknown[])[]) => Promise<void> {
	const one = `(${columns.map(() => '?').join(', ')})`;
	const bySize = new Map<number, ReturnType<typeof statement>>();
	const insert = (size: number) => {
		const known = bySize.get(size);
		if (known) return known;
		const values = Array.from({length: size}, () => one).join(', ');
		const made = statement(`insert into ${table} (${columns.join(', ')}) values ${values} ${onConflict}`);
		bySize.set(size, made);
		return made;
	};
	return async (db, rows) => {
		let done = 0;
		for (let size = most; size > 0; size >>= 1)
			for (; rows.length - done >= size; done += size)
				await insert(size)(db, ...rows.slice(done, done + size).flat());
	};
}
