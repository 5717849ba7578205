import type { Page } from 'playwright-core';

const MESSAGE = '.el-notification:visible';

/** In milliseconds. */
const SHORT = 2_000;

/** Closes n8n's messages in the corner, which cover what is behind them. */
export async function clearMessages(page: Page): Promise<void> {
	const messages = page.locator(MESSAGE);
	while ((await messages.count()) > 0) {
		const close = messages.first().locator('.el-notification__closeBtn');
		// One that goes by itself meanwhile needs no closing.
		await close.click({ timeout: SHORT }).catch(() => undefined);
	}
}

/** Waits for the next message. */
export async function nextMessage(page: Page): Promise<void> {
	await page.locator(MESSAGE).first().waitFor();
}
