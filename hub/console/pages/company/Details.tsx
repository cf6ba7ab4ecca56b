import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Company} from '#lib/core/policy/company.ts';
import {ask} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {Choice, Line} from './Choice.tsx';

type Lists = 'phones' | 'emails' | 'domains' | 'staff' | 'competitors' | 'lenders';
const listNames: Record<Lists, string> = {
	phones: 'Own phone numbers',
	emails: 'Own e-mail addresses',
	domains: 'Own domains',
	staff: 'People who may be named',
	competitors: 'Competitors',
	lenders: 'Lenders',
};
const profileNames: Record<Company['profile'], string> = {
	'uk-dealer': 'Motor dealer (UK)',
	'uk-broker': 'Credit broker (UK)',
	'uk-lender': 'Lender (UK)',
	'uk-hcstc': 'High-cost short-term lender (UK)',
	'uk-invest': 'Investments (UK)',
	'uk-crypto': 'Cryptoassets (UK)',
	'uk-insure': 'Insurance (UK)',
	'uk-bank': 'Bank (UK)',
	'uk-retail': 'Retailer with credit (UK)',
	'us-bd': 'Broker-dealer (US)',
	'us-ria': 'Investment adviser (US)',
	'us-dealer': 'Motor dealer (US)',
};

const empty: Company = {
	profile: 'uk-dealer',
	legalName: '',
	statusLine: '',
	address: '',
	...{phones: [], emails: [], domains: [], staff: [], competitors: [], lenders: []},
};

/** What the rules know about the company. A change goes the way of every rule: a second person, then signed. */
export function Details({session}: PageProps) {
	const {value, problem} = useAnswer('company');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	const mayChange = session.person.roles.some(({role, location}) => role === 'admin' && location === 'group');
	return (
		<>
			<h1>Company details</h1>
			<p className="quiet">
				Rules use them: the status line that must stand in an offer, the numbers that are ours, the names that
				may be said.
			</p>
			<DetailsForm company={value.details ?? empty} mayChange={mayChange} />
		</>
	);
}

function DetailsForm({company, mayChange}: {company: Company; mayChange: boolean}) {
	const {busy, problem, run} = useDoing();
	const [form, setForm] = useState<Company>(company);
	const [note, setNote] = useState('');
	const [isSent, setSent] = useState(false);
	const put = (part: Partial<Company>) => setForm({...form, ...part});
	const propose = async () => {
		const lists = Object.keys(listNames) as Lists[];
		const tidy = Object.fromEntries(lists.map(name => [name, form[name].filter(line => line.trim() !== '')]));
		const changed = {...form, ...tidy} as Company;
		const plan = {notBefore: null, stages: {}, rollBackTo: null, note, company: changed as never};
		await ask('proposeRelease', plan);
		setSent(true);
	};
	return (
		<form
			className="stack"
			onSubmit={event => {
				event.preventDefault();
				void run(propose);
			}}
		>
			<fieldset className="stack" disabled={!mayChange}>
				<Choice
					label="Kind of firm"
					names={profileNames}
					value={form.profile}
					put={profile => put({profile})}
				/>
				<Line label="Legal name" required={true} value={form.legalName} put={legalName => put({legalName})} />
				<Line label="Status line" value={form.statusLine} put={statusLine => put({statusLine})} />
				<Line label="Postal address, on one line" value={form.address} put={address => put({address})} />
				<div className="two">
					{(Object.keys(listNames) as Lists[]).map(name => (
						<label key={name} className="field">
							<span className="label">{listNames[name]}, one a line</span>
							<textarea
								rows={3}
								value={form[name].join('\n')}
								onChange={event => put({[name]: event.target.value.split('\n')})}
							/>
						</label>
					))}
				</div>
				{mayChange && <Line label="Why" value={note} put={setNote} />}
			</fieldset>
			<Problem>{problem}</Problem>
			{isSent && (
				<p role="status">
					◔ Waits for a second person: <Link to="/releases">Releases</Link>
				</p>
			)}
			{mayChange && (
				<button type="submit" className="primary" disabled={busy || isSent}>
					Propose the change
				</button>
			)}
		</form>
	);
}
