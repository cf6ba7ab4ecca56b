import type {ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {useAnswer} from '../use-answer.ts';

const browserNames = {chrome: 'Chrome', edge: 'Edge', firefox: 'Firefox'} as const;
const kinds = ['chrome', 'edge', 'firefox'] as const;

/** For IT: the files that bring Countersign into every browser the company manages. */
export function Browsers(_: PageProps) {
	const {value, problem} = useAnswer('deployment');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	return (
		<>
			<h1>Browsers that the company manages</h1>
			<p className="quiet">
				Installed by policy, Countersign has all its locks and nobody can take it out. The files say where the
				hub is and which keys are its own; rules come from the hub.
			</p>
			<ul>
				{value.packages.map(({kind, version, id}) => (
					<li key={kind}>
						✓ {kind === 'chrome' ? 'Chrome and Edge' : 'Firefox'}: version {version} is served, as {id}
					</li>
				))}
			</ul>
			{value.files.length === 0 && (
				<p>
					No package is served yet. Whoever runs the hub puts one up: <code>npx countersign package</code>
				</p>
			)}
			{kinds.map(browser => (
				<Files key={browser} browser={browser} files={value.files.filter(file => file.browser === browser)} />
			))}
		</>
	);
}

function Files({browser, files}: {browser: (typeof kinds)[number]; files: ReplyOf<'deployment'>['files']}) {
	if (files.length === 0) return null;
	return (
		<section className="stack" aria-labelledby={browser}>
			<h2 id={browser}>{browserNames[browser]}</h2>
			{files.map(({name, place, text}) => (
				<details key={name} className="stack">
					<summary>
						{name} <span className="quiet">· {place}</span>
					</summary>
					<p>
						<a download={name} href={`data:application/octet-stream;base64,${btoa(text)}`}>
							Download {name}
						</a>
					</p>
					<textarea readOnly={true} rows={12} value={text} aria-label={name} />
				</details>
			))}
			<p className="quiet">
				{browser === 'firefox'
					? 'Then restart Firefox: about:policies shows it as active.'
					: `Then open ${browser}://policy, reload the policies; ${browser}://extensions says installed by your organisation.`}
			</p>
		</section>
	);
}
