// Plain JavaScript, so that any Node can run it: npm's scripts call it first. On Linux and Windows the pinned Node 24
// comes as a package and is first on the path of every npm script; elsewhere the machine's own must be new enough.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
	console.error(
		`Countersign needs Node 24 or newer to run its scripts; this is ${process.version}. See https://nodejs.org/`,
	);
	process.exit(1);
}
