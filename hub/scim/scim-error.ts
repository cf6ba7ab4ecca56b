/** RFC 7644, 3.12. */
export type ScimType =
	| 'invalidFilter'
	| 'invalidPath'
	| 'invalidSyntax'
	| 'invalidValue'
	| 'mutability'
	| 'noTarget'
	| 'uniqueness';

export class ScimError extends Error {
	readonly status: number;
	readonly scimType: ScimType | undefined;
	constructor(status: number, detail: string, scimType?: ScimType) {
		super(detail);
		this.name = 'ScimError';
		this.status = status;
		this.scimType = scimType;
	}
}

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

export function errorBody(status: number, detail: string, scimType?: string): object {
	return {schemas: [errorSchema], status: String(status), ...(scimType && {scimType}), detail};
}

export const notFound = (kind: string, id: string) => new ScimError(404, `${kind} ${id} was not found.`);
