import type {Operations} from '../site.ts';
import {outcome} from './outcome.ts';
import {recogniser} from './recogniser.ts';

export const operations: Operations = {...recogniser, outcome};
