import {type Browser, browser} from 'wxt/browser';
import type {UrlRules} from '#lib/desk/wire/openings.ts';
import type {UrlRule} from '#lib/desk/wire/url-rules.ts';

type Rule = Browser.declarativeNetRequest.Rule;

/** Dynamic rules deny: they are in force before this background is, after a restart and after an update. Session rules allow. */
export function urlRules(): UrlRules {
	const dnr = browser.declarativeNetRequest;
	let denied: string | undefined;
	return {
		async deny(rules) {
			const key = JSON.stringify(rules);
			if (key === denied) return;
			const removeRuleIds = (await dnr.getDynamicRules()).map(({id}) => id);
			await dnr.updateDynamicRules({removeRuleIds, addRules: toBrowser(rules)});
			denied = key;
		},
		allow: rules => dnr.updateSessionRules({addRules: toBrowser(rules)}),
		forbid: ids => dnr.updateSessionRules({removeRuleIds: [...ids]}),
		async clear() {
			const removeRuleIds = (await dnr.getSessionRules()).map(({id}) => id);
			if (removeRuleIds.length > 0) await dnr.updateSessionRules({removeRuleIds});
		},
	};
}

/** The browser's own type names each kind by an enum. */
function toBrowser(rules: readonly UrlRule[]): Rule[] {
	return rules as unknown as Rule[];
}
