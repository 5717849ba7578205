import type { TestContext } from 'node:test';

import { type Browser, chromium, type Page } from 'playwright-core';

import { CHROMIUM, program } from '../install/programs.mts';
import { whenLeaving } from '../machine/leaving.mts';
import { PATIENCE } from '../machine/waiting.mts';

/** Options that keep Chromium's requests on this machine, and let it run without a screen. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Big enough that a node's whole panel is in the picture. */
const WINDOW = { width: 1440, height: 900 };

/** n8n takes no approval from a browser that calls itself headless, as programs do that look at links. */
const PERSON =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Debian's Chromium without a screen, with a profile that is new, until this test ends. */
export async function openBrowser(t: TestContext): Promise<Browser> {
	const executablePath = await program(CHROMIUM);
	// Signals are for the run, which closes the browser in its turn.
	const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
	const browser = await chromium.launch({ executablePath, args: FLAGS, ...signals });
	whenLeaving(() => browser.close());
	t.after(() => browser.close());
	return browser;
}

/** A window of a new visitor. @param user name and password for pages that ask for them */
export async function openPage(
	browser: Browser,
	user?: { user: string; password: string },
): Promise<Page> {
	const context = await browser.newContext({
		viewport: WINDOW,
		userAgent: PERSON,
		locale: 'en-US',
		timezoneId: 'UTC',
		...(user && { httpCredentials: { username: user.user, password: user.password } }),
	});
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	return page;
}
