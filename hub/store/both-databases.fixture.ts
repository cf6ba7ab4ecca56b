/** For tests: the same behaviours on SQLite and, where this machine has it, on PostgreSQL. */
import {afterAll, beforeAll, describe} from 'vitest';
import {type Cluster, hasPostgres, startCluster} from './postgres.fixture.ts';

/** `newDatabase` gives the URL of a fresh database; `undefined` stands for SQLite. */
export function onBothDatabases(behaviours: (newDatabase: () => Promise<string | undefined>) => void): void {
	describe('on SQLite', () => behaviours(async () => undefined));
	onPostgres(behaviours);
}

/** One cluster for all of them. */
export function onPostgres(behaviours: (newDatabase: () => Promise<string>) => void): void {
	if (!hasPostgres()) return;
	describe('on PostgreSQL', () => {
		let cluster: Cluster;
		beforeAll(() => {
			cluster = startCluster();
		});
		afterAll(() => cluster.stop());
		behaviours(() => cluster.newDatabase());
	});
}
