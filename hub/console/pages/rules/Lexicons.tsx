import {useId, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';

type Format = 'csv' | 'json' | 'txt' | 'docx' | 'xlsx';
const formats = ['csv', 'json', 'txt', 'docx', 'xlsx'] as const;

/** Lists on the page at once: who looks for one, types its name. */
const most = 40;

/** Word lists that rules find by name, in and out of the files people keep them in. */
export function Lexicons({session}: PageProps) {
	const {value: lists, problem, again} = useAnswer('lexicons');
	const [wanted, setWanted] = useState('');
	const mayWrite = session.person.roles.some(({role}) => role === 'admin');
	const found =
		lists?.filter(({pack, name}) => `@${name} ${pack}`.includes(wanted.trim().toLowerCase())) ?? [];
	const brought = (name: string) => {
		setWanted(`@${name}`);
		again();
	};
	return (
		<>
			<h1>Word lists</h1>
			<p>A rule finds a list by its name: “find: @competitors”.</p>
			<Problem>{problem}</Problem>
			{mayWrite && <Import done={brought} />}
			<label className="field">
				<span className="label">Find a list by its name or pack</span>
				<input type="search" value={wanted} onChange={event => setWanted(event.target.value)} />
			</label>
			{found.length > most && (
				<p className="quiet">
					The first {most} of {found.length} lists
				</p>
			)}
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">List</th>
						<th scope="col">Pack</th>
						<th scope="col" className="number">
							Phrases
						</th>
						<th scope="col">Take it out as</th>
					</tr>
				</thead>
				<tbody>
					{found.slice(0, most).map(({pack, name, phrases}) => (
						<tr key={`${pack} ${name}`}>
							<th scope="row">@{name}</th>
							<td data-is="Pack">{pack}</td>
							<td data-is="Phrases" className="number">
								{phrases.length}
							</td>
							<td data-is="Take it out as">
								<Export pack={pack} name={name} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}

function Export({pack, name}: {pack: string; name: string}) {
	const save = async (format: 'csv' | 'json') => {
		const {file, content} = await ask('exportLexicon', undefined, {pack, name, format});
		const link = document.createElement('a');
		link.href = URL.createObjectURL(new Blob([content], {type: 'text/plain'}));
		link.download = file;
		link.click();
		URL.revokeObjectURL(link.href);
	};
	return (
		<span className="actions">
			{(['csv', 'json'] as const).map(format => (
				<button
					key={format}
					type="button"
					className="plain"
					aria-label={`@${name} of ${pack} as ${format.toUpperCase()}`}
					onClick={() => void save(format)}
				>
					{format.toUpperCase()}
				</button>
			))}
		</span>
	);
}

function Import({done}: {done: (name: string) => void}) {
	const {value: rules} = useAnswer('listRules');
	const {busy, problem, run} = useDoing();
	const [pack, setPack] = useState('');
	const [name, setName] = useState('');
	const [file, setFile] = useState<File>();
	const [said, setSaid] = useState('');
	const hint = useId();
	const packs = rules?.packs ?? [];
	const chosen = pack || (packs[0]?.id ?? '');
	const bring = async () => {
		const content = await base64(file!);
		const list = await ask('importLexicon', {format: formatOf(file!), content}, {pack: chosen, name});
		setSaid(`✓ @${name} has ${list.phrases.length} phrases now. It is in force once it is released.`);
		done(name);
	};
	return (
		<details className="stack">
			<summary>Bring in a list</summary>
			<form
				onSubmit={event => {
					event.preventDefault();
					setSaid('');
					void run(bring);
				}}
			>
				<div className="two">
					<label className="field">
						<span className="label">Pack</span>
						<select value={chosen} onChange={event => setPack(event.target.value)}>
							{packs.map(({id, title}) => (
								<option key={id} value={id}>
									{title}
								</option>
							))}
						</select>
					</label>
					<label className="field">
						<span className="label">Name of the list</span>
						<input
							required={true}
							pattern="[a-z][a-z0-9\-]*"
							title="small letters, digits and hyphens"
							value={name}
							onChange={event => setName(event.target.value)}
						/>
					</label>
				</div>
				<label className="field">
					<span className="label">File</span>
					<input
						type="file"
						required={true}
						accept={formats.map(format => `.${format}`).join()}
						aria-describedby={hint}
						onChange={event => setFile(event.target.files?.[0])}
					/>
				</label>
				<p id={hint} className="quiet">
					CSV, JSON, plain text, Word or Excel; one phrase a line. Capitals do not matter.
				</p>
				<Problem>{problem}</Problem>
				<p className="said" role="status">
					{said}
				</p>
				<button type="submit" className="primary" disabled={busy || chosen === ''}>
					Bring it in
				</button>
			</form>
		</details>
	);
}

/** By its name; what is none of the others is read as lines. */
function formatOf({name}: File): Format {
	const end = name.split('.').at(-1)?.toLowerCase();
	return formats.find(format => format === end) ?? 'txt';
}

async function base64(file: File): Promise<string> {
	const url = await new Promise<string>((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'));
		reader.readAsDataURL(file);
	});
	return url.slice(url.indexOf(',') + 1);
}
