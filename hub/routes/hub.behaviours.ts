import {authoringBehaviours} from '../authoring/authoring.behaviours.ts';
import {releaseOfRulesBehaviours} from '../authoring/release.behaviours.ts';
import {companyBehaviours} from '../company/company.behaviours.ts';
import {consoleBehaviours} from '../console/console.behaviours.ts';
import type {TestHub} from '../hub.fixture.ts';
import type {HubOptions} from '../open-hub.ts';
import {scimBehaviours} from '../scim/scim.behaviours.ts';
import {toldBehaviours} from '../told/told.behaviours.ts';
import {webhookBehaviours} from '../told/webhook.behaviours.ts';
import {archiveBehaviours} from './archive.behaviours.ts';
import {doorBehaviours} from './doors.behaviours.ts';
import {eventBehaviours} from './events.behaviours.ts';
import {holdBehaviours} from './holds.behaviours.ts';
import {identityBehaviours} from './identity.behaviours.ts';
import {mediaBehaviours} from './media.behaviours.ts';
import {policyBehaviours} from './policy.behaviours.ts';
import {recordBehaviours} from './records.behaviours.ts';
import {releaseBehaviours} from './releases.behaviours.ts';
import {selfApprovalBehaviours} from './self-approval.behaviours.ts';
import {stopBehaviours} from './stops.behaviours.ts';
import {suggestionBehaviours} from './suggestions.behaviours.ts';
import {workflowBehaviours} from './workflow.behaviours.ts';

/** Everything the hub promises, whatever database it stands on. */
export function hubBehaviours(open: (more?: Partial<HubOptions>) => Promise<TestHub>): void {
	identityBehaviours(open);
	policyBehaviours(open);
	holdBehaviours(open);
	mediaBehaviours(open);
	releaseBehaviours(open);
	stopBehaviours(open);
	suggestionBehaviours(open);
	workflowBehaviours(open);
	selfApprovalBehaviours(open);
	recordBehaviours(open);
	eventBehaviours(open);
	doorBehaviours(open);
	consoleBehaviours(open);
	companyBehaviours(open);
	scimBehaviours(open);
	archiveBehaviours(open);
	authoringBehaviours(open);
	releaseOfRulesBehaviours(open);
	toldBehaviours(open);
	webhookBehaviours(open);
}
