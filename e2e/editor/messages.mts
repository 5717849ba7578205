import type { Page } from 'playwright-core';

const MESSAGE = '.el-notification:visible';

/** Closes n8n's messages in the corner, which cover what is behind them. */
export async function clearMessages(page: Page): Promise<void> {
	const messages = page.locator(MESSAGE);
	for (let left = await messages.count(); left > 0; left = await messages.count()) {
		const closing = await messages.first().elementHandle();
		await messages.first().locator('.el-notification__closeBtn').click();
		await closing?.waitForElementState('hidden');
	}
}

/** Waits for the next message. @returns what it says */
export async function nextMessage(page: Page): Promise<string> {
	return await page.locator(MESSAGE).first().innerText();
}
