import type {Kysely, Migration} from 'kysely';
import {mediaMigration} from '../archive/media-rows.ts';
import {archiveMigration} from '../archive/migration.ts';
import {placesMigration} from '../archive/migration-places.ts';
import {
	laterMigration,
	readyUsesMigration,
	returnedMigration,
	searchMigration,
} from '../archive/search/migration.ts';
import {auditTables, targetTable} from '../audit/migration.ts';
import {authoringMigration} from '../authoring/migration.ts';
import {releaseMigration} from '../authoring/release-tables.ts';
import {backtestMigration} from '../backtest/tables.ts';
import {companyMigration} from '../company/tables.ts';
import {complaintsMigration} from '../complaints/tables.ts';
import {consoleDevices, consoleMigration} from '../console/migration.ts';
import {coverageMigration} from '../coverage/tables.ts';
import {evaluationMigration} from '../evaluation/tables.ts';
import {lessonMigration} from '../lessons/tables.ts';
import {looksMigration, practiceItemsMigration, readyLooksMigration} from '../looks/tables.ts';
import {readyMigration, readyNotesMigration} from '../ready/tables.ts';
import {tasksMigration} from '../rejudge/tables.ts';
import {scimMigration} from '../scim/tables.ts';
import {toldTables} from '../told/migration.ts';
import type {Dialect} from './append-only.ts';
import {startUp} from './migration-0001.ts';
import {reviewTables} from './migration-0011.ts';
import {eventsWithoutWords} from './migration-0029.ts';

/** All steps of the schema in order. A step that was released is never changed: the next one mends it. */
export function migrationsFor(dialect: Dialect): Record<string, Migration> {
	const step = (up: (db: Kysely<unknown>, dialect: Dialect) => Promise<void>): Migration => ({
		up: db => up(db, dialect),
	});
	return {
		'0001-start': step(startUp),
		'0002-archive': archiveMigration(dialect),
		'0003-payload-places': placesMigration,
		'0010-console': step(consoleMigration),
		'0011-review': step(reviewTables),
		'0016-archive-index': searchMigration(dialect),
		'0017-audit': step(auditTables),
		'0018-archive-targets': step(targetTable),
		'0019-later-changes': laterMigration,
		'0020-authoring': step(authoringMigration),
		'0021-media': mediaMigration,
		'0022-releases': step(releaseMigration),
		'0023-console-devices': step(consoleDevices),
		'0026-told': step(toldTables),
		'0029-events-without-words': step(eventsWithoutWords),
		'0032-company': step(companyMigration),
		'0033-scim': step(scimMigration),
		'0034-coverage': step(coverageMigration),
		'0035-backtest': step(async db => {
			await backtestMigration(db);
			await tasksMigration(db);
		}),
		'0036-ready-replies': step(readyMigration),
		'0037-ready-notes': step(readyNotesMigration),
		'0038-looks': step(looksMigration),
		'0042-evaluation': step(evaluationMigration),
		'0044-lessons': step(lessonMigration),
		'0048-practice-items': step(practiceItemsMigration),
		'0051-ready-uses': readyUsesMigration,
		'0052-complaints': step(complaintsMigration),
		'0053-ready-looks': step(readyLooksMigration),
		'0056-returned-stays': returnedMigration,
	};
}
