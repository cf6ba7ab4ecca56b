/** Why a sign-in at the company's own place was not accepted, in words for the person: the page shows them by code. */
export const signInRefusals = {
	'unknown-key': "Your company's sign-in used a key it does not publish. Its admin can mend that.",
	'bad-signature': "What came back was not signed by your company's sign-in.",
	'other-issuer': 'What came back is from another sign-in than the one your company uses.',
	'other-audience': 'What came back was meant for another application.',
	'other-nonce': 'What came back belongs to another sign-in. Begin again.',
	'other-state': 'What came back belongs to another sign-in. Begin again.',
	'token-expired': 'What came back was too old. Begin again.',
	clocks: "The clocks of the hub and of your company's sign-in differ by more than 5 minutes.",
	'wrong-algorithm': 'What came back was signed in a way that is not accepted.',
	'refused-there': "Your company's sign-in did not let you in.",
	'sign-in-away': "Your company's sign-in does not answer. Try again soon.",
	'sign-in-over': 'This sign-in took too long or was used already. Begin again.',
	'unknown-person': 'You are not part of Countersign yet. Ask an admin for an invite.',
	'known-identity': 'You are in Countersign already, as yourself. One person has one name here.',
	'wrong-code': 'This link was used already or is too old. Ask for a new one.',
	'set-up-already': 'This hub is set up already. Ask an admin for an invite.',
	'sign-in-failed': "Your company's sign-in answered in a way the hub does not understand.",
} as const;
export type SignInRefusal = keyof typeof signInRefusals;
