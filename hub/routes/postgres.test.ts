import {expect, test} from 'vitest';
import {openTestHub} from '../hub.fixture.ts';
import {onPostgres} from '../store/both-databases.fixture.ts';
import {hasPostgres} from '../store/postgres.fixture.ts';
import {hubBehaviours} from './hub.behaviours.ts';

onPostgres(newDatabase => hubBehaviours(async more => openTestHub(await newDatabase(), more)));

// Said in the report instead of silence: this machine proved SQLite only
if (!hasPostgres())
	test('no PostgreSQL on this machine: set DATABASE_URL to prove it there', () =>
		expect(hasPostgres()).toBe(false));
