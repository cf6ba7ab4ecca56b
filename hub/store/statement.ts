/** SQL for the way that every record takes: its text is made once, for Kysely needs longer to write it than SQLite to run it. */
import {CompiledQuery, type QueryExecutorProvider as Executor, PostgresAdapter} from 'kysely';

/** Rows or values in one statement at most: what they bind stays far within what SQLite allows. */
const most = 64;

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

/** A question that ends with a column: the rows whose column has one of the values. One text, whatever their number. */
export function statementOfMany<Row>(
	text: string,
): (db: Executor, values: readonly unknown[]) => Promise<Row[]> {
	const ask = statement<Row>(`${text} in (${Array.from({length: most}, () => '?').join(', ')})`);
	return async (db, values) => {
		const rows: Row[] = [];
		for (let done = 0; done < values.length; done += most) {
			const some = values.slice(done, done + most);
			// Filled up with what is asked anyway
			rows.push(...(await ask(db, ...some, ...Array(most - some.length).fill(some[0]))));
		}
		return rows;
	};
}

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
