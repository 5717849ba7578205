import { join } from 'node:path';

import type { Locator, Page, PageScreenshotOptions } from 'playwright-core';

import { PICTURES } from '../machine/places.mts';
import { clearMessages } from './messages.mts';

/** Pictures hold times and tags that are different each time, so that they are made only when asked for. */
const asked = process.argv.includes('--pictures');

/** What hangs over the edge of what is shown and would be cut off, or covers something. */
const HIDDEN = [
	'floating-nodes',
	'node-feature-request',
	'canvas-controls',
	'execute-workflow-button',
	'workflow-chat-button',
	'node-creator-plus-button',
	'command-bar-button',
	'add-sticky-button',
	'toggle-focus-panel-button',
	'instance-ai-canvas-action-button',
].map((testId) => `[data-test-id^="${testId}"]`);

const STYLE = `
	${HIDDEN.join()} { visibility: hidden !important; }
	[aria-label="Select trigger node"] { visibility: hidden !important; }
	[data-test-id="editCredential-modal"], [data-test-id="editCredential-modal"] * { max-height: none !important; }
`;

interface Frame {
	width?: number;
	/** Enough for everything to be shown. */
	height: number;
	/** How much of its upper edge is left out, in pixels. */
	top?: number;
	/** What is to be done once the window has its size. */
	arrange?: () => Promise<void>;
}

/** Makes a picture for the README, of a part of the page in a window of this size. */
export async function picture(
	name: string,
	page: Page,
	of: Locator,
	{ width = 1440, height, top = 0, arrange }: Frame,
): Promise<void> {
	if (!asked) return;
	const window = page.viewportSize();
	await page.setViewportSize({ width, height });
	await clearMessages(page);
	await arrange?.();
	// So that nothing is marked as pointed at.
	await page.mouse.move(0, 0);
	// n8n moves things to their new places.
	await page.waitForTimeout(1_500);
	const options: PageScreenshotOptions = {
		path: join(PICTURES, `${name}.png`),
		animations: 'disabled',
		style: STYLE,
	};
	if (top === 0) {
		await of.screenshot(options);
	} else {
		const box = (await of.boundingBox())!;
		await page.screenshot({
			...options,
			clip: { ...box, y: box.y + top, height: box.height - top },
		});
	}
	if (window) await page.setViewportSize(window);
}
