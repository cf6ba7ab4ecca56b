import {openTestHub} from '#hub/hub.fixture.ts';
import {onBothDatabases} from '#hub/store/both-databases.fixture.ts';
import {coverageBehaviours} from './coverage.behaviours.ts';
import {lessonBehaviours} from './lessons.behaviours.ts';

onBothDatabases(newDatabase => {
	coverageBehaviours(async () => openTestHub(await newDatabase()));
	lessonBehaviours(async () => openTestHub(await newDatabase()));
});
