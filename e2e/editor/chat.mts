import type { Locator, Page } from 'playwright-core';

/** The chat beside the canvas. */
export class Chat {
	constructor(private readonly page: Page) {}

	async say(text: string): Promise<void> {
		await this.window.locator('textarea').fill(text);
		await this.window.locator('textarea').press('Enter');
	}

	/** Waits until somebody says this. */
	async hears(text: string): Promise<void> {
		await this.window.getByText(text).first().waitFor();
	}

	async approve(): Promise<void> {
		await this.window.getByText('Approve', { exact: true }).last().click();
	}

	async decline(): Promise<void> {
		await this.window.getByText('Decline', { exact: true }).last().click();
	}

	private get window(): Locator {
		return this.page.locator('[data-test-id="canvas-chat"]:visible');
	}
}
