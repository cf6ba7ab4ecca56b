import type {CheckInput} from '#lib/core/policy/check-input.ts';

const company = {
	profile: 'uk-dealer' as const,
	legalName: 'Harwell & Stone Motors Ltd',
	statusLine: 'Harwell & Stone Motors Ltd is a credit broker, not a lender.',
	address: 'Harwell & Stone Motors Ltd, 14 Kirkbridge Road, Leeds LS11 0QT',
	phones: ['0113 496 0000'],
	emails: ['hello@harwellstone.example'],
	domains: ['harwellstone.example'],
	staff: ['Priya Nair', 'Tom Okafor'],
	competitors: ['Brackley Motor Company'],
	lenders: ['Albion Motor Finance'],
};

/** A public post of a motor dealer on X, on one fixed day. */
export const inputOf = (text: string): CheckInput => ({
	text,
	site: 'x',
	kind: 'post',
	company,
	context: {},
	now: Date.UTC(2026, 10, 21),
});
