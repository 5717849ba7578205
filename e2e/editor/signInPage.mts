import type { Page } from 'playwright-core';

/** The simulator's sign-in page, in the window that n8n opens. */
export class SignInPage {
	constructor(readonly page: Page) {}

	async text(): Promise<string> {
		return await this.page.locator('main').innerText();
	}

	/** The window closes by itself then. */
	async signIn(user: string): Promise<void> {
		await this.page.getByLabel('User').fill(user);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
	}

	/** Declines. @returns what n8n says in the same window */
	async cancel(): Promise<string> {
		await this.page.getByRole('button', { name: 'Cancel' }).click();
		return await this.afterwards();
	}

	async close(): Promise<void> {
		await this.page.close();
	}

	/** What n8n says where a sign-in has led nowhere. */
	async afterwards(): Promise<string> {
		await this.page.waitForURL(/oauth2-credential\/callback/);
		return await this.page.locator('body').innerText();
	}
}

/** The window starts empty. */
export async function signInPageIn(window: Page): Promise<SignInPage> {
	await window.waitForURL(/\/authorize/);
	return new SignInPage(window);
}
