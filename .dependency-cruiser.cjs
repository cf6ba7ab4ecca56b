// Who may import whom. Read it as the architecture (design.md, section 9); `npm run check:layers` enforces it.
const mayImport = {
	core: [],
	api: ['core'],
	sites: ['core'],
	highlight: ['core'],
	messaging: ['core', 'api', 'sites'],
	guard: ['core', 'api', 'sites', 'highlight', 'messaging'],
	desk: ['core', 'api', 'messaging', 'sites'],
	adapters: ['core', 'api', 'desk', 'messaging', 'sites'],
};

// A fixture is a stage for tests, behaviours are tests that several subjects share.
const tests = '\\.(test|fixture|behaviours)\\.tsx?$';
const error = (name, from, to) => ({name, severity: 'error', from, to});

module.exports = {
	forbidden: [
		...Object.entries(mayImport).map(([layer, others]) =>
			error(
				`lib/${layer} may import ${others.join(', ') || 'none of our folders'}`,
				{path: `^lib/${layer}/`, pathNot: tests},
				{
					path: '^(lib|components|entrypoints|hub|sandbox|scripts|tests)/',
					pathNot: `^lib/(${[layer, ...others].join('|')})/`,
				},
			),
		),
		error(
			'lib/core is pure: zod, canonicalize and noble hashes are its only packages',
			{path: '^lib/core/', pathNot: tests},
			{pathNot: ['^lib/core/', 'node_modules/(zod|canonicalize|@noble/hashes|re2js)/']},
		),
		error(
			're2js judges patterns when a pack is compiled; a page never loads it',
			{path: '^lib/core/', pathNot: [tests, '^lib/core/policy/(compile|pattern)[^/]*\\.ts$']},
			{path: 'node_modules/re2js/'},
		),
		error(
			'what runs in a page uses zod, Dexie, React and jose as types only',
			{path: '^lib/(guard|sites|highlight)/', pathNot: tests},
			{
				path: 'node_modules/(zod|dexie|react|react-dom|jose|webextension-polyfill|wxt)/',
				dependencyTypesNot: ['type-only'],
			},
		),
		error(
			'one site never knows another',
			{path: '^lib/sites/([^/]+)/', pathNot: tests},
			{
				path: '^lib/sites/[^/]+/',
				pathNot: '^lib/sites/$1/',
			},
		),
		error(
			'components speak to the background by message',
			{path: '^components/', pathNot: tests},
			{path: '^(lib|hub|entrypoints)/', pathNot: '^lib/(core|api|messaging)/'},
		),
		error(
			'the hub knows core and api, not the extension',
			{path: '^hub/', pathNot: [tests, '^hub/cli/', '^hub/console/pages/']},
			{path: '^(lib|components|entrypoints|sandbox|scripts|tests)/', pathNot: '^lib/(core|api)/'},
		),
		error(
			'the console’s pages know the contract and the shared components, nothing of the hub behind them',
			{path: '^hub/console/pages/', pathNot: tests},
			{
				path: '^(lib|hub|entrypoints|sandbox|scripts|tests)/',
				pathNot: '^(lib/(core|api)/|hub/console/pages/)',
			},
		),
		error(
			'the hub serves the console’s pages, it does not run them',
			{path: '^hub/', pathNot: '^hub/console/pages/'},
			{path: '^hub/console/pages/'},
		),
		error(
			'the verifier shares no code with what it verifies',
			{path: '^hub/verify/', pathNot: tests},
			// ASN.1 is not read by hand (ADR 240)
			{
				path: '^(lib|hub|components|entrypoints)/|node_modules/',
				pathNot: '^hub/verify/|node_modules/@peculiar/asn1-',
			},
		),
		error(
			'the sandbox knows nothing of Countersign',
			{path: '^sandbox/'},
			{path: '^(lib|hub|components|entrypoints|scripts|tests)/'},
		),
		error(
			'nothing that ships imports tests or scripts',
			{path: '^(lib|hub|components|entrypoints)/', pathNot: tests},
			{
				path: '^(tests|scripts)/',
			},
		),
		error('no cycles', {}, {circular: true}),
		error(
			'every import resolves, or this guard is blind',
			{},
			{couldNotResolve: true, pathNot: '\\?raw$|^virtual:'},
		),
	],
	options: {
		doNotFollow: {path: 'node_modules'},
		exclude: {path: '^(\\.output|\\.wxt|dist)/'},
		tsPreCompilationDeps: true, // A type is a dependency too
		tsConfig: {fileName: 'tsconfig.json'},
		enhancedResolveOptions: {exportsFields: ['exports'], conditionNames: ['import', 'types', 'default']},
	},
};
