/** Packs and company details that are wrong, through `countersign pack`, `check` and `admin publish`. */
import {writeFileSync} from 'node:fs';
import {good} from '#hub/authoring/authoring.behaviours.ts';
import {zipped} from '#hub/deploy/zip.fixture.ts';
import type {Files} from './doors.ts';
import {huge, type Kind, latin1, utf16} from './kind.ts';

export const packHead = `id: firm
title: Rules of the firm
version: 1.1.0
from: 2026-01-01
to: 2099-12-31
minimumEngine: 1
profiles: [uk-dealer]
`;
export const company = `profile: uk-dealer
legalName: Harwell & Stone Motors Ltd
statusLine: A broker
address: 1 Example Way, Leeds
phones: []
emails: []
domains: []
staff: []
competitors: []
lenders: []
`;
const rule = good.replace('HSE-10', 'FRM-10');

/** A folder of a pack, spoilt in one place. */
const pack = (files: Files = {}): Files => ({'pack.yaml': packHead, 'FRM-10.yaml': rule, ...files});
const inHead = (from: string | RegExp, to: string) => pack({'pack.yaml': packHead.replace(from, to)});
const inRule = (from: string | RegExp, to: string) => pack({'FRM-10.yaml': rule.replace(from, to)});

const published = (what: string, files: Files, says: RegExp, details: Buffer | string = company): Kind => ({
	what,
	says,
	through: doors =>
		doors.command('admin', 'publish', doors.folder(files), '--company', doors.file('company.yaml', details)),
});
/** Over what was built before. */
const built = (what: string, files: Files | Promise<Files>, says: RegExp): Kind => ({
	what,
	says,
	through: async doors => doors.command('pack', 'build', doors.folder(await files), doors.kept('firm.pack')),
});

const zip = zipped({'word/nothing.xml': '<x/>'});
const twice = {
	'a/pack.yaml': packHead,
	'a/FRM-10.yaml': rule,
	'b/pack.yaml': packHead.replace('firm', 'other'),
};

export const packs: Kind[] = [
	built(
		'a pack whose YAML is broken',
		inHead('[uk-dealer]', '[uk-dealer'),
		/pack\.yaml:[78]: A quote or bracket/,
	),
	built(
		'a pack with an unknown key',
		inHead('version', 'verson'),
		/pack\.yaml:3: .*Did you mean "version"\?/,
	),
	built(
		'a pack with a version of letters',
		inHead('1.1.0', 'new'),
		/pack\.yaml:3: version: .*three numbers like 1\.0\.0/,
	),
	built(
		'a pack from no day',
		inHead('2026-01-01', '2026-02-31'),
		/pack\.yaml:4: from: .*day like 2026-11-24/,
	),
	built(
		'a pack that ends first',
		inHead('2099-12-31', '2025-12-31'),
		/pack\.yaml:5: to: .*later day than "from"/,
	),
	built(
		'a pack for no known firm',
		inHead('uk-dealer', 'uk-butcher'),
		/pack\.yaml:7: profiles\.0: can be .*Write one of them/,
	),
	built('an empty pack', pack({'pack.yaml': ''}), /pack\.yaml:1: This is not a pack yet: write lines/),
	built(
		'a pack in UTF-16',
		pack({'pack.yaml': utf16(packHead)}),
		/pack\.yaml:1: This file is UTF-16\. Save it as UTF-8/,
	),
	built(
		'a rule in Latin-1',
		pack({'FRM-10.yaml': latin1(rule)}),
		/FRM-10\.yaml:18: A letter here is not UTF-8\. Save/,
	),
	built(
		'a zip by another name',
		zip.then(bytes => pack({'FRM-10.yaml': bytes})),
		/FRM-10\.yaml:1: This is a Word, Excel or zip file/,
	),
	built(
		'a rule with other bytes',
		pack({'FRM-10.yaml': 'id: FRM-10\n\0\0'}),
		/FRM-10\.yaml:2: This is no plain text\. Save it/,
	),
	built(
		'a rule of 50 MB',
		pack({'FRM-10.yaml': 'x'.repeat(huge)}),
		/FRM-10\.yaml:1: This is too long for a rule: at most/,
	),
	built(
		'two rules in one file',
		pack({'FRM-10.yaml': `${rule}---\n${rule}`}),
		/FRM-10\.yaml:20: Only one of these a file\. Take/,
	),
	built(
		'a rule under another name',
		inRule('FRM-10', 'FRM-11'),
		/FRM-10\.yaml:1: the file should be named FRM-11\.yaml/,
	),
	built(
		'a rule with a day in words',
		inRule('2027-05-24', 'next May'),
		/FRM-10\.yaml:8: review: should be a day like/,
	),
	built(
		'a pattern that could freeze a tab',
		inRule(/- find: \|\n.*\n.*\n/, '- pattern: {regex: "(a+)+$", needs: [free]}\n'),
		/FRM-10\.yaml:10: .*could freeze a tab: an unbounded repetition; write \{0,64\} instead/,
	),
	built('a list that is not there', inRule('no commission', '@rivals'), /FRM-10: there is no set "@rivals"/),
	built(
		'one rule in two packs',
		{...twice, 'b/FRM-10.yaml': rule},
		/FRM-10: is in two packs, firm and other/,
	),
	built('a pack for a later engine', inHead('Engine: 1', 'Engine: 9'), /pack firm needs engine 9; this is 1/),
	built(
		'a pack whose example fails',
		inRule('[commission free]', '[free of it]'),
		/not built, because examples fail[\s\S]*FRM-10 should be flagged, is not/,
	),
	built(
		'no pack at all',
		{'readme.txt': 'Nothing.'},
		/there is no pack\.yaml here.*Give the folder of a pack/,
	),
	published(
		'company details that are broken',
		pack(),
		/company\.yaml:2: .*Put quotes/,
		company.replace('legalName: ', 'legalName: so: '),
	),
	published(
		'company details with a typing error',
		pack(),
		/company\.yaml:5: .*Did you mean "phones"\?/,
		company.replace('phones', 'phons'),
	),
	published(
		'company details without the address',
		pack(),
		/company\.yaml:1: address: is missing\. Add/,
		company.replace(/address.*\n/, ''),
	),
	published('no company details', pack(), /company\.yaml:1: This is not a company yet: write/, ''),
	published(
		'company details in Latin-1',
		pack(),
		/company\.yaml:4: A letter here is not UTF-8/,
		latin1(company.replace('Leeds', 'Orléans')),
	),
	published(
		'a pack for other firms',
		inHead('uk-dealer', 'uk-bank'),
		/no pack here is for uk-dealer\. Add it to "profiles"/,
	),
	published(
		'an older version',
		inHead('1.1.0', '1.0.9'),
		/firm 1\.0\.9 is older than 1\.1\.0.*Raise "version" in pack\.yaml/,
	),
	{
		what: 'a signed pack that was changed',
		says: /this is not the pack that .*\.jws is about\. Run countersign pack sign again/,
		async through(doors) {
			const file = doors.file('some.pack', 'changed');
			const payload = Buffer.from(JSON.stringify({digest: 'f'.repeat(64)})).toString('base64url');
			writeFileSync(`${file}.jws`, `e30.${payload}.AA\n`);
			return doors.command('check', '--pack', file);
		},
	},
	{
		what: 'a compiled pack that is cut short',
		says: /The policy is cut off/,
		through: doors => doors.command('check', '--pack', doors.file('some.pack', 'CSPK')),
	},
];
