import { deepEqual } from 'node:assert/strict';

import type { Locator, Page } from 'playwright-core';

import { until } from '../machine/waiting.mts';
import { clearMessages, nextMessage } from './messages.mts';

/** What adds to a collection. */
const ADD = 'collection-parameter-add';

/** The panel of one node: its parameters, what came in and what it gave out. */
export class NodePanel {
	constructor(readonly page: Page) {}

	get dialog(): Locator {
		return this.see('ndv');
	}

	/** Waits until these parameters are shown, from top to bottom, and no others. */
	async shows(parameters: string[]): Promise<void> {
		let shown: string[] = [];
		const asWanted = async () => {
			shown = await this.parameters();
			return shown.join() === parameters.join();
		};
		await until(`parameters ${parameters.join(', ')}`, asWanted, { patience: 10_000 }).catch(() => {
			deepEqual(shown, parameters);
		});
	}

	/** One of a parameter's choices. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.see(`parameter-input-${parameter}`).click();
		const label = this.page.getByText(option, { exact: true });
		await this.page.getByRole('option').filter({ has: label }).filter({ visible: true }).click();
		await this.page
			.getByRole('option')
			.filter({ visible: true })
			.first()
			.waitFor({ state: 'hidden' });
	}

	/** @param row where a list has the parameter in each of its rows */
	async fill(parameter: string, value: string, { row = 0 } = {}): Promise<void> {
		const input = this.see(`parameter-input-${parameter}`).nth(row).locator('input, textarea');
		await input.fill(value);
		// n8n's hint on expressions covers what is below, as long as the input has the focus.
		await input.blur();
	}

	/** Switches one that is on or off. */
	async toggle(parameter: string): Promise<void> {
		await this.see(`parameter-input-${parameter}`).locator('.el-switch').click();
	}

	/** Adds one of the fields that a collection offers. */
	async addTo(collection: string, field: string): Promise<void> {
		await this.addBy(this.collection(collection).locator(`[data-test-id="${ADD}"]`).last(), field);
	}

	/** Expects that a collection offers to add these fields, and no others. */
	async offers(collection: string, fields: string[]): Promise<void> {
		await this.collection(collection).locator(`[data-test-id="${ADD}"]`).last().click();
		const entries = this.page.getByRole('option').filter({ visible: true });
		await entries.first().waitFor();
		const labels = await entries.allInnerTexts();
		await this.page.keyboard.press('Escape');
		await entries.first().waitFor({ state: 'hidden' });
		deepEqual(
			labels.map((label) => label.trim()),
			fields,
		);
	}

	/** Adds to a list what it offers: a row, or a whole list. */
	async addRow(list: string, kind: string): Promise<void> {
		const rows = this.see(`fixed-collection-${list}`);
		await this.addBy(rows.locator('.el-select').last(), kind);
	}

	/** Opens the list of the locator, and searches it. @returns what it offers then */
	async search(text: string, found: number): Promise<string[]> {
		await this.see('rlc-input').click();
		await this.see('rlc-search').fill(text);
		await until(`${found} entries with "${text}"`, async () => {
			return (await this.see('rlc-item').count()) === found;
		});
		return (await this.see('rlc-item').allInnerTexts()).map((entry) => entry.trim());
	}

	async pick(entry: string): Promise<void> {
		await this.see('rlc-item').filter({ hasText: entry }).click();
	}

	/** Waits until n8n says how it went. */
	async execute(): Promise<void> {
		await clearMessages(this.page);
		await this.see('node-execute-button').click();
		await nextMessage(this.page);
	}

	/** Waits for a text in the output. */
	async gives(text: string | RegExp): Promise<void> {
		await this.see('output-panel').getByText(text).first().waitFor();
	}

	/** Has the output shown as JSON, in which nothing is cut off. */
	async showJson(): Promise<void> {
		await this.see('output-panel').locator('[data-test-id="radio-button-json"]').click();
	}

	/** Chooses the output of a node that has several. */
	async showOutput(name: string): Promise<void> {
		await this.see('output-panel').getByText(name).first().click();
	}

	/** What a webhook's panel says, with the address for workflows that are active. */
	async webhookAddress(): Promise<string> {
		await this.page.getByText('Webhook URLs', { exact: true }).click();
		await this.see('radio-button-production').click();
		await this.page.getByText('/webhook/').waitFor();
		return await this.dialog.innerText();
	}

	/** What the node says that it could not do. */
	async refusal(): Promise<string> {
		await this.see('node-error-message').waitFor();
		return await this.see('node-error-message').innerText();
	}

	async close(): Promise<void> {
		await this.see('ndv-close-button').click();
		await this.dialog.waitFor({ state: 'hidden' });
	}

	private async parameters(): Promise<string[]> {
		const labels = this.see('node-parameters').locator('[data-test-id="input-label"]:visible');
		// The label has further lines while it is pointed at.
		return (await labels.allInnerTexts()).map((label) => label.trim().split('\n')[0]);
	}

	/** The least that holds both its name and a button that adds to it. */
	private collection(name: string): Locator {
		const labels = this.see('node-parameters').locator('[data-test-id="input-label"]');
		return labels
			.getByText(name, { exact: true })
			.first()
			.locator(`xpath=ancestor::*[.//*[@data-test-id="${ADD}"]][1]`);
	}

	private async addBy(button: Locator, field: string): Promise<void> {
		await button.click();
		await this.page
			.getByRole('option', { name: field, exact: true })
			.filter({ visible: true })
			.click();
	}

	private see(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]:visible`);
	}
}
