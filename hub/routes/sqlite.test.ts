import {describe} from 'vitest';
import {openTestHub} from '../hub.fixture.ts';
import {hubBehaviours} from './hub.behaviours.ts';

describe('on SQLite', () => hubBehaviours(more => openTestHub(undefined, more)));
