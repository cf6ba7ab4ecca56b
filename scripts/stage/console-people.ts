/** People at the hub's console: any browser, no extension, and a passkey. */
import {type Browser, chromium, type Page} from 'playwright-core';
import {findChromium} from '../browser.ts';

export interface ConsolePeople {
	/** A browser of its own, whose passkeys are made by a virtual authenticator that says yes. */
	person(size?: {width: number; height: number}): Promise<Page>;
	close(): Promise<void>;
}

export const laptop = {width: 1280, height: 860};

export async function openPeople({headless = true}: {headless?: boolean} = {}): Promise<ConsolePeople> {
	const browser = await chromium.launch({
		executablePath: findChromium(),
		headless,
		args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
	});
	return {person: size => newPerson(browser, size), close: () => browser.close()};
}

async function newPerson(browser: Browser, viewport = laptop): Promise<Page> {
	const context = await browser.newContext({viewport, locale: 'en-GB', timezoneId: 'Europe/London'});
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('WebAuthn.enable');
	await session.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	return page;
}

/** Opens an invite's link as a person does. */
export async function comeIn(page: Page, link: string, name: string): Promise<void> {
	await page.goto(link);
	await page.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await page.getByRole('heading', {level: 1, name}).waitFor();
}
