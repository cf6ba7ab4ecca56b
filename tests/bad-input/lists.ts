/** Word lists that are wrong, brought in as the console's page brings them; and packages for the update server. */
import {extensionBuild, zipped} from '#hub/deploy/zip.fixture.ts';
import {huge, type Kind, latin1, utf16} from './kind.ts';

type Bytes = Buffer | string | Promise<Buffer>;

const list = (what: string, format: string, content: Bytes, says: RegExp): Kind => ({
	what,
	says,
	through: async doors =>
		doors.console(
			'POST',
			'lexicons/firm/rivals',
			JSON.stringify({format, content: Buffer.from(await content).toString('base64')}),
		),
});

const firefox = (what: string, content: Bytes, says: RegExp): Kind => ({
	what,
	says,
	through: async doors =>
		doors.command(
			...['package', '--url', 'https://hub.example', '--data', doors.hub.data],
			...['--firefox', doors.file('some.xpi', await content)],
		),
});
export const xpi = (version: string, id = 'countersign@countersign.example', more = {}) =>
	extensionBuild({version, browser_specific_settings: {gecko: {id, strict_min_version: '129.0', ...more}}});
const overHttp = xpi('1.3.0', undefined, {update_url: 'http://hub.example/updates/firefox.json'});

const office = zipped({'word/nothing.xml': '<x/>'});
const bomb = zipped({'[Content_Types].xml': '<x/>', 'word/document.xml': Buffer.alloc(40_000_000)});

export const lists: Kind[] = [
	list(
		'a quote that is not closed',
		'csv',
		'phrase\nfine\n"not closed\n',
		/^Line 3: A quote is opened and not closed\. Write/,
	),
	list('a CSV in UTF-16', 'csv', utf16('phrase\nfine\n'), /^Line 1: This file is UTF-16\. Save it as UTF-8/),
	list(
		'a CSV in Latin-1',
		'csv',
		latin1('phrase\nfine\ncafé\n'),
		/^Line 3: A letter here is not UTF-8\. Save/,
	),
	list('an Excel file named .csv', 'csv', office, /^Line 1: This is a Word, Excel or zip file.*Name it/),
	list('an empty CSV', 'csv', '', /^Line 1: There are no words in this file\. Write/),
	list('a CSV of heads only', 'csv', 'Phrase,Note\n', /^Line 1: There are no words in this file\. Write/),
	list('text of zeros', 'txt', Buffer.alloc(20), /^Line 1: This is no plain text\. Save it/),
	list(
		'JSON that breaks off',
		'json',
		'{"phrases": ["a",\n"b"\n"c"]}',
		/^Line 3: This is not JSON from here on\. Look/,
	),
	list(
		'JSON with a key twice',
		'json',
		'{"phrases": ["a"],\n"phrases": ["b"]}',
		/^Line 2: "phrases" is there twice.*Take one out/,
	),
	list(
		'JSON with a key of machines',
		'json',
		'{"phrases": ["a"],\n\n"__proto__": {}}',
		/^Line 3: "__proto__" is not known here\. Take it out/,
	),
	list('JSON with a number', 'json', '["7",\n"b",\n7]', /^Line 3: Entry 3 is not text\. Put it in quotes/),
	list('a zip named .docx', 'docx', office, /^Line 1: This is not a Word file.*Save it/),
	list('a zip named .xlsx', 'xlsx', office, /^Line 1: This is not an Excel file.*Save it/),
	list('a Word file that unpacks to 40 MB', 'docx', bomb, /^Line 1: This is not a Word file.*Save it/),
	list('a phrase that is no pattern', 'txt', 'fine\nfree (of\n', /^Line 2: .*Write it in plain words/),
	list('a list of 50 MB', 'csv', Buffer.alloc(huge, 'a\n'), /too large: the hub takes at most 3\.1 MB/),
	firefox('a package that is no zip', 'PK', /This is no zip file\. Give the one/),
	firefox(
		'a package that is older',
		xpi('1.0.0'),
		/Version 1\.0\.0 is older than 1\.2\.0.*Build a newer one/,
	),
	firefox('a package that asks for updates over HTTP', overHttp, /Firefox takes only https\. Build it with/),
	firefox(
		'a package of another maker',
		xpi('1.3.0', 'other@other.example'),
		/browsers have countersign@.*Use the same key/,
	),
];
