import {afterAll, beforeAll, describe} from 'vitest';
import {openTestHub} from '#hub/hub.fixture.ts';
import {type Cluster, hasPostgres, startCluster} from '#hub/store/postgres.fixture.ts';
import {coverageBehaviours} from './coverage.behaviours.ts';
import {lessonBehaviours} from './lessons.behaviours.ts';

describe('on SQLite', () => {
	coverageBehaviours(() => openTestHub());
	lessonBehaviours(() => openTestHub());
});

describe.runIf(hasPostgres())('on PostgreSQL', () => {
	let cluster: Cluster;
	beforeAll(() => {
		cluster = startCluster();
	});
	afterAll(() => cluster.stop());
	coverageBehaviours(async () => openTestHub(await cluster.newDatabase()));
	lessonBehaviours(async () => openTestHub(await cluster.newDatabase()));
});
