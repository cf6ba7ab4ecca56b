import type {Account} from '#lib/api/contract.ts';
import {siteNames} from './words.ts';

/** The only accounts that Countersign knows anything about. */
export function AccountList({accounts}: {accounts: readonly Account[]}) {
	return (
		<section aria-labelledby="accounts-title">
			<h2 id="accounts-title">Accounts guarded</h2>
			<p className="quiet">
				Every other account, yours included, is left alone: nothing is read, recorded or sent.
			</p>
			{accounts.length === 0 && <p>None yet.</p>}
			<ul className="items">
				{accounts.map(({site, id, handle, name, location, gate}) => (
					<li key={`${site} ${id}`} className="row">
						<span>
							<strong>{handle}</strong> {name === handle ? '' : name}
						</span>
						<span className="quiet">
							{siteNames[site]} · {location}
							{gate === 'managed' ? ' · managed browsers only' : ''}
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}
