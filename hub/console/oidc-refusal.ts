import {type SignInRefusal, signInRefusals} from '#lib/api/console/refusals.ts';
import {Refused} from '../refused.ts';

const byClaim: Record<string, SignInRefusal> = {
	iss: 'other-issuer',
	aud: 'other-audience',
	azp: 'other-audience',
	nonce: 'other-nonce',
	exp: 'token-expired',
	nbf: 'clocks',
	iat: 'clocks',
};

const byCode: Record<string, SignInRefusal> = {
	OAUTH_KEY_SELECTION_FAILED: 'unknown-key',
	OAUTH_AUTHORIZATION_RESPONSE_ERROR: 'refused-there',
};

const byMessage: [RegExp, SignInRefusal][] = [
	[/signature verification failed/, 'bad-signature'],
	[/"alg"/, 'wrong-algorithm'],
	[/"state"/, 'other-state'],
	[/"iss"/, 'other-issuer'],
];

/** What went wrong at the company's sign-in, by its own code; the library's error stays as the cause. */
export function oidcRefusal(error: unknown): Refused {
	const code = typeof error === 'string' ? (error as SignInRefusal) : kindOf(error);
	const refused = new Refused(403, code, signInRefusals[code]);
	refused.cause = error;
	return refused;
}

function kindOf(error: unknown): SignInRefusal {
	for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
		const kind = kindOfOne(at as Error & {code?: string});
		if (kind) return kind;
	}
	return 'sign-in-failed';
}

function kindOfOne(error: Error & {code?: string}): SignInRefusal | undefined {
	const {claim} = (error.cause ?? {}) as {claim?: string};
	return (
		byClaim[claim ?? ''] ??
		byCode[error.code ?? ''] ??
		byMessage.find(([pattern]) => pattern.test(error.message))?.[1]
	);
}
