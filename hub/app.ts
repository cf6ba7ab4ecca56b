import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, {type FastifyInstance} from 'fastify';
import {serializerCompiler, validatorCompiler} from 'fastify-type-provider-zod';
import type {Announcer} from './announcer.ts';
import {consoleRoutes} from './console/console.ts';
import {guardConsole} from './console/door.ts';
import {hearDevices} from './coverage/seen.ts';
import {updateRoutes} from './deploy/routes.ts';
import type {Deps} from './deps.ts';
import {authenticateDevices} from './http/authenticate.ts';
import {readBodies} from './http/bodies.ts';
import {document} from './http/openapi.ts';
import {allowExtensions} from './http/origins.ts';
import {answerProblems} from './http/problems.ts';
import {logTo} from './log.ts';
import {Refused} from './refused.ts';
import {accountRoutes} from './routes/accounts.ts';
import {archiveRoutes} from './routes/archive.ts';
import {complaintRoutes} from './routes/complaints.ts';
import {enrolmentRoutes} from './routes/enrolment.ts';
import {eventRoutes} from './routes/events.ts';
import {holdRoutes} from './routes/holds.ts';
import {infoRoutes} from './routes/info.ts';
import {lessonRoutes} from './routes/lessons.ts';
import {logRoutes} from './routes/log.ts';
import {mediaRoutes} from './routes/media.ts';
import {peopleRoutes} from './routes/people.ts';
import {policyRoutes} from './routes/policy.ts';
import {readyRoutes} from './routes/ready.ts';
import {recordRoutes} from './routes/records.ts';
import {stopRoutes} from './routes/stops.ts';
import {taskRoutes} from './routes/tasks.ts';
import {workflowRoutes} from './routes/workflow.ts';
import {scimRoutes} from './scim/routes.ts';

export interface AppOptions {
	announcer: Announcer;
	/** Absent: silent. */
	logLevel?: string;
	/** Requests of one address in a minute. */
	rateLimit?: number;
}

/** Bytes of a request; bundles have a limit of their own. */
const bodyLimit = 1_048_576;

/** The hub without a port: for tests by `inject`, for `server.ts` by `listen`. */
export async function createApp(deps: Deps, options: AppOptions): Promise<FastifyInstance> {
	const app = Fastify({
		logger: options.logLevel ? logTo(options.logLevel) : false,
		bodyLimit,
		requestTimeout: 30_000,
		// How long an answer may be in the making: a bundle of some thousand items takes minutes
		connectionTimeout: 15 * 60_000,
		keepAliveTimeout: 65_000,
		routerOptions: {maxParamLength: 200},
		forceCloseConnections: 'idle',
	});
	app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
	answerProblems(app);
	readBodies(app);
	allowExtensions(app);
	await app.register(helmet, {
		contentSecurityPolicy: {directives: {'default-src': ["'none'"], 'style-src': ["'self'"]}},
	});
	await app.register(rateLimit, {
		max: options.rateLimit ?? 6000,
		timeWindow: 60_000,
		errorResponseBuilder: () => new Refused(429, 'too-many', 'Too many requests. Wait a minute.'),
	});
	await document(app, deps.version);
	authenticateDevices(app, deps);
	guardConsole(app, deps);
	hearDevices(app, deps);
	routes(app, deps, options.announcer);
	await scimRoutes(app, deps);
	await app.ready();
	return app;
}

function routes(app: FastifyInstance, deps: Deps, announcer: Announcer): void {
	infoRoutes(app, deps);
	updateRoutes(app, deps);
	enrolmentRoutes(app, deps);
	peopleRoutes(app, deps);
	accountRoutes(app, deps);
	policyRoutes(app, deps);
	holdRoutes(app, deps);
	stopRoutes(app, deps);
	readyRoutes(app, deps);
	mediaRoutes(app, deps);
	workflowRoutes(app, deps);
	taskRoutes(app, deps);
	complaintRoutes(app, deps);
	lessonRoutes(app, deps);
	recordRoutes(app, deps);
	logRoutes(app, deps);
	archiveRoutes(app, deps);
	eventRoutes(app, deps, announcer);
	consoleRoutes(app, deps);
	// Everything that was written while answering is told before anybody asks
	app.addHook('onResponse', async request => {
		if (request.method !== 'GET') announcer.wake();
	});
}
