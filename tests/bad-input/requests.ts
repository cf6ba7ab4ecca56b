/** Rules, plans and whole policies that are wrong, in requests of the console's page and of an admin's browser. */
import {good} from '#hub/authoring/authoring.behaviours.ts';
import {bundle} from '#hub/hub.fixture.ts';
import type {Bundle} from '#hub/policy/bundle.schema.ts';
import {huge, type Kind, latin1, utf16} from './kind.ts';

const sent = (yaml: string) => JSON.stringify({rule: null, was: null, yaml});
const raw = (what: string, body: Buffer | string, says: RegExp): Kind => ({
	what,
	says,
	through: doors => doors.console('POST', 'rules/firm', body),
});
const rule = (what: string, from: string | RegExp, to: string, says: RegExp): Kind =>
	raw(what, sent(good.replace(from, to)), says);
const policy = (what: string, body: string, says: RegExp, arrives = body): Kind => ({
	what,
	says,
	through: doors => doors.device('/v1/policy', body, arrives),
});

const plain = () => JSON.parse(JSON.stringify({bundle: bundle()})) as {bundle: Bundle};
function bent(change: (bundle: Bundle) => void): string {
	const body = plain();
	change(body.bundle);
	return JSON.stringify(body);
}

export const requests: Kind[] = [
	rule(
		'a rule whose quote is open',
		'free]."',
		'free].',
		/^Line 1[67]: A quote or bracket is opened and not closed\. Close/,
	),
	rule('a rule with a key twice', 'why:', 'source:', /^Line 6: This word stands here twice\. Take/),
	rule('a rule with an unknown key', 'severity:', 'severty:', /^Line 3: .*Did you mean "severity"\?/),
	rule('a rule with a number taken', 'HSE-10', 'FRM-10', /^Line 1: id: FRM-10 is taken\. Choose/),
	rule(
		'a rule that ends first',
		'owner:',
		'from: 2026-12-01\nto: 2026-11-01\nowner:',
		/^Line 8: to: has to be a later day than "from"/,
	),
	rule('a rule read again on no day', '2027-05-24', '2027-02-31', /^Line 8: review: should be a day like/),
	rule(
		'a pattern of too many ways',
		/- find: \|\n.*\n.*\n/,
		`- pattern: {regex: "${'(a|b|c|d)'.repeat(8)}", needs: [free]}\n`,
		/^Line 10: .*could freeze a tab: 65536 ways to match.*Write it shorter/,
	),
	rule(
		'an example that is not caught',
		'[commission free]',
		'[free of it]',
		/^Line 16: .*should be flagged, is not/,
	),
	raw('a request in UTF-16', utf16(sent(good)), /This is not (?:UTF-8\. Send|JSON\. Look)/),
	raw('a request in Latin-1', latin1(sent(good)), /This is not UTF-8\. Send it as UTF-8/),
	raw('a request that breaks off', sent(good).slice(0, 90), /This is not JSON\. Look for a missing/),
	raw(
		'a request with a key of machines',
		`{"__proto__": {"admin": true}, ${sent(good).slice(1)}`,
		/A key "__proto__".*Take it out/,
	),
	raw(
		'a request with a key too many',
		`{"by": "Lena", ${sent(good).slice(1)}`,
		/"by" is not known here\. .*(?:mean|Take)/,
	),
	raw(
		'a request of 50 MB',
		sent('x'.repeat(huge)),
		/too large: the hub takes at most .* MB here\. Make it smaller/,
	),
	{
		what: 'a plan whose branches are no places',
		says: /stages\.FRM-10\.0\.locations\.0: Write a location as a path/,
		through: doors =>
			doors.console(
				'POST',
				'releases',
				JSON.stringify({
					...{notBefore: null, note: 'Now', rollBackTo: null},
					stages: {'FRM-10': [{stage: 'tip', locations: ['Leeds & Hull'], from: 1}]},
				}),
			),
	},
	policy('a policy of another form', '{"bundle": {"v": 2}}', /Not a policy: v: can be 1\. Write/),
	policy(
		'a policy of no firm',
		bent(one => Object.assign(one.company, {profile: 'uk-butcher'})),
		/company\.profile: can be .*Write one of them/,
	),
	policy(
		'a policy whose rule is none',
		bent(one => Object.assign(one.packs[0]!.rules[1]!, {detect: 'nonsense'})),
		/HSE-02 is not written as a rule is\. Mend it/,
	),
	policy(
		'a policy with a key of machines',
		JSON.stringify(plain()).replace('"company":{', '"company":{"__proto__":{},'),
		/A key "__proto__".*Take it out/,
	),
	policy(
		'a policy that was changed after it was signed',
		JSON.stringify(plain()),
		/did not accept this request\. Is this computer's clock right/,
		JSON.stringify(plain()).replace('guaranteed', 'perhaps'),
	),
];
