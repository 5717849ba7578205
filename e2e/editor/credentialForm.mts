import type { Locator, Page } from 'playwright-core';

import { type SignInPage, signInPageIn } from './signInPage.mts';

interface Given {
	clientId: string;
	clientSecret: string;
	tenantId: string;
	authorityUrl: string;
	apiUrl: string;
}

/** The form of a credential that signs in by OAuth2. */
export class CredentialForm {
	constructor(readonly page: Page) {}

	get dialog(): Locator {
		return this.see('editCredential-modal');
	}

	async fill(field: string, value: string): Promise<void> {
		await this.see(`parameter-input-${field}`).locator('input').fill(value);
	}

	async choose(field: string, option: string): Promise<void> {
		await this.see(`parameter-input-${field}`).click();
		await this.page.getByRole('option', { name: option }).click();
	}

	/** Fills it in for a cloud of one's own. */
	async fillAll(given: Given): Promise<void> {
		await this.fill('clientId', given.clientId);
		await this.fill('clientSecret', given.clientSecret);
		await this.choose('cloud', 'Custom');
		await this.fill('tenantId', given.tenantId);
		await this.fill('authorityUrl', given.authorityUrl);
		await this.fill('apiUrl', given.apiUrl);
	}

	/** Presses "Connect". @returns the sign-in page, which opens in a window of its own */
	async connect(): Promise<SignInPage> {
		return await this.signInAfter('quick-connect-button');
	}

	/** The same for one that was connected before. */
	async connectAgain(): Promise<SignInPage> {
		return await this.signInAfter('oauth-switch-account-button');
	}

	/** Waits until the form says that the account is connected. @returns what it says */
	async connected(): Promise<string> {
		await this.see('oauth-connect-success-banner').waitFor();
		return await this.see('oauth-connect-success-banner').innerText();
	}

	/** Waits until the form says that it is not. */
	async notConnected(): Promise<string> {
		await this.see('oauth-not-connected-banner').waitFor();
		return await this.see('oauth-not-connected-banner').innerText();
	}

	private async signInAfter(button: string): Promise<SignInPage> {
		const popup = this.page.waitForEvent('popup');
		await this.see(button).first().click();
		return await signInPageIn(await popup);
	}

	private see(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]:visible`);
	}
}
