import {DatabaseSync, type SQLInputValue, type StatementSync} from 'node:sqlite';
import {Kysely, SqliteDialect, type SqliteStatement} from 'kysely';

/** Statements kept prepared; Kysely asks for the same few hundred over and over. */
const prepared = 500;

/**
 * Opens a database file for Kysely, durable by default: WAL with `synchronous=FULL`, because the default of WAL may
 * lose the last commits on power loss. What is deleted is overwritten with zeros. Throws if the file system does not grant it.
 */
export function openSqlite<DB>(file: string, {readOnly = false} = {}): Kysely<DB> {
	const database = new DatabaseSync(file, {readOnly, timeout: 5000});
	if (!readOnly) makeDurable(database);
	const statements = new Map<string, SqliteStatement>();
	return new Kysely<DB>({
		dialect: new SqliteDialect({
			database: {
				close: () => database.close(),
				prepare: sql => cached(statements, sql, () => statementOf(database, sql)),
			},
		}),
	});
}

/**
 * Pages, 32 MB of them, before a commit carries over into the database what the thread (`carry-over.ts`) has not: at SQLite's 1,000
 * that stop comes twice a second at a thousand captures a second.
 */
const walPages = 8000;

function makeDurable(database: DatabaseSync): void {
	database.exec(
		`PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=${walPages}; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON`,
	);
	const {journal_mode} = database.prepare('PRAGMA journal_mode').get() ?? {};
	const {synchronous} = database.prepare('PRAGMA synchronous').get() ?? {};
	if (journal_mode !== 'wal' || synchronous !== 2)
		throw new Error(`the database is not durable here: journal ${journal_mode}, synchronous ${synchronous}`);
}

/** A writer that would only notice at its first change that another one is in has read what is no longer true. */
function statementOf(database: DatabaseSync, sql: string): SqliteStatement {
	const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
	return {
		reader: statement.columns().length > 0,
		all: parameters => statement.all(...values(parameters)),
		run: parameters => statement.run(...values(parameters)),
		iterate: parameters => rows(statement, parameters),
	};
}

function rows(statement: StatementSync, parameters: readonly unknown[]): IterableIterator<unknown> {
	return statement.iterate(...values(parameters)) as IterableIterator<unknown>;
}

function values(parameters: readonly unknown[]): SQLInputValue[] {
	return parameters as SQLInputValue[];
}

function cached<T>(cache: Map<string, T>, key: string, make: () => T): T {
	const found = cache.get(key);
	if (found) return found;
	const made = make();
	if (cache.size >= prepared) cache.clear();
	cache.set(key, made);
	return made;
}
