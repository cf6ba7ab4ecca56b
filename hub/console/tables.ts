/** The console's tables as Kysely sees them. */
export interface ConsoleTables {
	/** A person is issuer + subject, never an e-mail address. */
	identities: {issuer: string; subject: string; person: string; since: number};
	passkeys: {
		/** Credential id, base64url. */
		id: string;
		person: string;
		/** COSE key, base64url. */
		public_key: string;
		counter: number;
		/** JSON. */
		transports: string;
		label: string;
		created_at: number;
		used_at: number | null;
		revoked_at: number | null;
	};
	/** Sign-ins that were begun: one use, ten minutes. */
	sign_ins: {
		/** SHA-256 of the browser's cookie. */
		id: string;
		/** JSON of `SignIn`. */
		state: string;
		expires_at: number;
	};
	/** Devices that are a browser at the console: they count only while their person is signed in. */
	console_devices: {device: string};
	sessions: {
		/** SHA-256 of the browser's cookie. */
		id: string;
		person: string;
		how: 'passkey' | 'oidc';
		/** For signing out at the company's own sign-in. */
		id_token: string | null;
		started_at: number;
		seen_at: number;
		ends_at: number;
	};
}
