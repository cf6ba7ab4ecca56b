import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openTestHub} from '../hub.fixture.ts';
import {type Cluster, hasPostgres, startCluster} from '../store/postgres.fixture.ts';
import {hubBehaviours} from './hub.behaviours.ts';

if (hasPostgres())
	describe('on PostgreSQL', () => {
		let cluster: Cluster;
		beforeAll(() => {
			cluster = startCluster();
		});
		afterAll(() => cluster.stop());
		hubBehaviours(async more => openTestHub(await cluster.newDatabase(), more));
	});
// Said in the report instead of silence: this machine proved SQLite only
else
	test('no PostgreSQL on this machine: set DATABASE_URL to prove it there', () =>
		expect(hasPostgres()).toBe(false));
