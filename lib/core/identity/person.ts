/** A person, by issuer and subject at sign-in; never a login, a device or a display name. */
export type PersonId = string;
