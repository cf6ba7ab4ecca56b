/** verify.html: the independent verifier (hub/verify) as one page that is opened from disk and uses no network. */
import {hash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const folder = new URL('../../verify/page/', import.meta.url);
const file = (name: string) => fileURLToPath(new URL(name, folder));

/** The page's text. Its policy lets exactly this script and this style run, and nothing else. */
export async function verifyPage(): Promise<string> {
	const script = await bundle();
	const style = readFileSync(file('page.css'), 'utf8');
	const policy = `default-src 'none'; script-src '${sourceHash(script)}'; style-src '${sourceHash(style)}'`;
	return page({script, style, policy});
}

async function bundle(): Promise<string> {
	const {outputFiles} = await build({
		entryPoints: [file('page.ts')],
		bundle: true,
		write: false,
		format: 'iife',
		minify: true,
		target: 'es2022',
		charset: 'utf8',
		// The verifier's three windows on Node, as a browser has them.
		alias: {'node:crypto': file('node-crypto.ts'), 'node:zlib': file('node-zlib.ts')},
		inject: [file('buffer.ts')],
	});
	// Inside a page, this would end the script.
	return outputFiles[0]!.text.replaceAll('</script', '<\\/script');
}

function sourceHash(source: string): string {
	return `sha256-${hash('sha256', source, 'base64')}`;
}

function page({script, style, policy}: {script: string; style: string; policy: string}): string {
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>Countersign: verify an export</title>
<style>${style}</style>
<main>
<h1>Verify an export</h1>
<p>Everything happens on this machine. This page uses no network and sends nothing.</p>
<p><label for="key">Key of the log, as your firm gave it to you</label>
<input id="key" spellcheck="false" autocomplete="off" placeholder="name+hash+key"></p>
<p><label for="witness">Keys of witnesses, if you have them, with blanks between</label>
<input id="witness" spellcheck="false" autocomplete="off" placeholder="name+hash+key"></p>
<p><label for="timestamper">Certificates of timestamp services (PEM or DER), if you have them</label>
<input id="timestamper" type="file" multiple accept=".pem,.crt,.cer,.der"></p>
<p><label for="zip">The ZIP file</label> <input id="zip" type="file" accept=".zip"></p>
<p><label for="folder">… or the folder</label> <input id="folder" type="file" webkitdirectory></p>
<section id="result" aria-live="polite">
<h2 id="verdict">Nothing verified yet</h2>
<ul id="lines"></ul>
</section>
</main>
<script>${script}</script>
</html>
`;
}
