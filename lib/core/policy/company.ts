/** The kind of firm, which decides the rules that apply (rules.md, label conventions 1). */
export type FirmProfile =
	| 'uk-dealer'
	| 'uk-broker'
	| 'uk-lender'
	| 'uk-hcstc'
	| 'uk-invest'
	| 'uk-crypto'
	| 'uk-insure'
	| 'uk-bank'
	| 'uk-retail'
	| 'us-bd'
	| 'us-ria'
	| 'us-dealer';

/** What the company tells its rules about itself. Every list may be empty; nothing here is secret. */
export interface Company {
	profile: FirmProfile;
	legalName: string;
	/** "Harwell & Stone Motors Ltd is a credit broker, not a lender." */
	statusLine: string;
	/** Postal address on one line, with its postcode. */
	address: string;
	phones: readonly string[];
	emails: readonly string[];
	domains: readonly string[];
	staff: readonly string[];
	competitors: readonly string[];
	lenders: readonly string[];
}
