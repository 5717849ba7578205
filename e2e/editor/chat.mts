import type { Locator, Page } from 'playwright-core';

import { until } from '../machine/waiting.mts';

/** The chat next to the canvas. */
export class Chat {
	constructor(private readonly page: Page) {}

	/** n8n takes nothing as long as it is not done with what was said before. */
	async say(text: string): Promise<void> {
		const input = this.window.locator('textarea');
		await input.fill(text);
		await until(`n8n takes "${text}"`, async () => {
			await input.press('Enter');
			return (await input.inputValue()) === '';
		});
	}

	/** Waits until the chat contains this text. */
	async hears(text: string): Promise<void> {
		await this.window.getByText(text).first().waitFor();
	}

	/** Waits until the workflow waits for an answer, which is a moment after its question is there. */
	async asks(): Promise<void> {
		await this.page
			.getByText(/^Waiting for/)
			.filter({ visible: true })
			.first()
			.waitFor();
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
