interface Policy {
	createScriptURL: (url: string) => string;
}

interface TrustedTypes {
	createPolicy: (name: string, rules: Policy) => Policy;
}

const {trustedTypes} = globalThis as unknown as {trustedTypes?: TrustedTypes};
const policy = trustedTypes?.createPolicy('twin', {createScriptURL: url => url});

/** A worker's address as pages under `require-trusted-types-for 'script'` must name it. */
export const scriptUrl = (url: string): string => policy?.createScriptURL(url) ?? url;
