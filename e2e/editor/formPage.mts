import type { Page } from 'playwright-core';

/** A form that a workflow shows. */
export class FormPage {
	constructor(
		private readonly page: Page,
		private readonly address: string,
	) {}

	async open(heading: string): Promise<void> {
		await this.page.goto(this.address, { waitUntil: 'commit' });
		await this.page.getByRole('heading', { name: heading }).waitFor();
	}

	/** @param fields by their labels. @param selected the labels of choices. @returns the page that comes afterwards, which has this heading */
	async send(
		fields: Record<string, string>,
		heading: string,
		selected: string[] = [],
	): Promise<string> {
		for (const [label, value] of Object.entries(fields)) {
			await this.page.getByLabel(label, { exact: true }).fill(value);
		}
		for (const label of selected) await this.page.getByLabel(label, { exact: true }).check();
		await this.page.getByRole('button', { name: 'Submit' }).click();
		await this.page.getByText(heading, { exact: true }).first().waitFor();
		return await this.page.locator('body').innerText();
	}
}
