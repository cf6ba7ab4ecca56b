/** What changed, said to an author once in the composer. It is part of the signed rules: nothing else brings it. */
import {HubError} from '#lib/api/client.ts';
import type {Location} from '#lib/core/identity/location.ts';
import type {Lesson} from '#lib/core/policy/bundle.ts';
import {type Stages, stageOf} from '#lib/core/policy/stages.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import {notEnrolled, outcomeOf} from './outcome.ts';
import type {Ports, StoredPolicy} from './ports.ts';
import {type Session, sessionOf} from './session.ts';

/** The one that this person has not read yet; nothing for those who never write, or who see nothing of its rules so far. */
export async function lessonFor(
	{stores, now}: Ports,
	policy: StoredPolicy | null,
): Promise<Lesson | undefined> {
	const lesson = policy?.lesson;
	const roles = (await stores.get('enrolled'))?.person.roles ?? [];
	const places = roles.flatMap(({role, location}) => (role === 'author' ? [location] : []));
	if (!lesson || !places.some(place => isSeen(lesson, policy.stages, place, now()))) return;
	return (await stores.get('lessons'))?.read.includes(lesson.id) ? undefined : lesson;
}

/** Whoever is told of a rule that is only counted in silence would look for it in vain (ADR 255). */
function isSeen({rules}: Lesson, stages: Stages | undefined, place: Location, now: number): boolean {
	return !rules || rules.some(rule => ['tip', 'hold'].includes(stageOf(stages, rule, place, now)));
}

/** Durable before anything is told: a lost line to the hub shows nobody the same lesson twice. */
export function readLesson(ports: Ports, id: string): Promise<Outcome<object>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		const {read = [], untold = []} = (await ports.stores.get('lessons')) ?? {};
		if (!read.includes(id))
			await ports.stores.set('lessons', {read: [...read, id].slice(-20), untold: [...untold, id]});
		ports.around.broadcast('state:changed', {what: 'policy'});
		void syncLessons(ports, session).catch(error => ports.around.report('a lesson was not told', error));
		return {ok: true};
	});
}

/** Tells the hub until it has heard. One that the hub does not know is of no use to it. */
export async function syncLessons({stores}: Ports, {hub}: Session): Promise<void> {
	for (const lesson of (await stores.get('lessons'))?.untold ?? []) {
		try {
			await hub.call('readLesson', undefined, {lesson});
		} catch (error) {
			if (!(error instanceof HubError) || error.status !== 404) throw error;
		}
		const {read = [], untold = []} = (await stores.get('lessons')) ?? {};
		await stores.set('lessons', {read, untold: untold.filter(other => other !== lesson)});
	}
}
