import type {Archive} from './archive/archive.ts';
import type {BlobStore} from './archive/blobs.ts';
import type {Oidc} from './console/oidc.ts';
import type {Packages} from './deploy/packages.ts';
import type {Keyring} from './keys.ts';
import type {Rules} from './policy/rules.ts';
import type {Store} from './store/store.ts';
import type {Mailer} from './told/mail.ts';
import type {Reach} from './told/reach.ts';

/** The world as the hub sees it: clock and chance are handed in, so that tests can state them. */
export interface Deps {
	store: Store;
	archive: Archive;
	/** Ciphertexts and their keys. */
	blobs: BlobStore;
	/** The archive's public files. */
	log: BlobStore;
	keys: Keyring;
	rules: Rules;
	/** The organisation's id as the archive writes it; empty before the hub is set up. */
	home: {id: string};
	/** Milliseconds since 1970. */
	now: () => number;
	/** A new unique id. */
	id: () => string;
	/** A secret that nobody guesses: 128 bits and more, as text. */
	secret: () => string;
	/** Where browsers reach the hub, without a slash at the end: for the links in invites. */
	url: () => string;
	version: string;
	/** The extension's packages, for managed browsers. */
	packages: Packages;
	/** Where database and payloads are: for threads that open them again. */
	source: {data: string; databaseUrl: string | null};
	/** Folder for exports made from the console; made when first needed. */
	exports: string;
	/** The company's own sign-in for the console; without one people have passkeys. */
	oidc: Oidc | null;
	/** Being told outside the browser: by e-mail where a server is set, by webhooks where they may go. */
	told: {mailer: Mailer | null; reach: Reach};
}
