import type { Locator, Page } from 'playwright-core';

import type { OWNER } from '../server/rest.mts';
import { Chat } from './chat.mts';
import { CredentialForm } from './credentialForm.mts';
import { clearMessages, nextMessage } from './messages.mts';
import { NodePanel } from './nodePanel.mts';

/** What the canvas puts on a node that has run. */
const MARKS = { success: 'canvas-node-status-success', error: 'node-issues' };

/** n8n's editor, as a person sees and uses it. */
export class Editor {
	/** Of the node that is open. */
	readonly panel: NodePanel;

	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {
		this.panel = new NodePanel(page);
	}

	get canvas(): Locator {
		return this.see('canvas-wrapper');
	}

	/** The first page that a new n8n shows. */
	async setUp({ email, firstName, lastName, password }: typeof OWNER): Promise<void> {
		await this.open('/');
		await this.page.locator('#email').fill(email);
		await this.page.locator('#firstName').fill(firstName);
		await this.page.locator('#lastName').fill(lastName);
		await this.page.locator('#password').fill(password);
		await this.see('form-submit-button').click();
		await this.see('main-sidebar-settings').waitFor();
	}

	async signIn({ email, password }: typeof OWNER): Promise<void> {
		await this.open('/signin');
		await this.see('emailOrLdapLoginId').locator('input').fill(email);
		await this.see('password').locator('input').fill(password);
		await this.see('form-submit-button').click();
		await this.see('main-sidebar-settings').waitFor();
	}

	/** @param search what is typed to find the credential's type */
	async newCredential(search: string): Promise<CredentialForm> {
		await this.open('/home/credentials/create');
		await this.see('new-credential-type-select').locator('input').fill(search);
		await this.see('new-credential-type-select-option').first().click();
		await this.see('new-credential-type-button').click();
		await this.see('credential-edit-dialog').waitFor();
		return new CredentialForm(this.page);
	}

	async openCredential(id: string): Promise<CredentialForm> {
		await this.open(`/home/credentials/${id}`);
		await this.see('credential-edit-dialog').waitFor();
		return new CredentialForm(this.page);
	}

	async newWorkflow(): Promise<void> {
		await this.open('/workflow/new');
		await this.see('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.open(`/workflow/${id}`);
		await this.see('canvas-default-node').first().waitFor();
	}

	/** What the node creator finds for the first node of a workflow. */
	async search(text: string): Promise<string[]> {
		await this.see('canvas-plus-button').click();
		await this.see('node-creator-search-bar').fill(text);
		await this.see('node-creator-item-name')
			.getByText(/partner center/i)
			.first()
			.waitFor();
		return await this.offers();
	}

	/** Chooses one of what was found, by the place that it has. @returns the triggers and actions it offers */
	async choose(place: number, count: number): Promise<string[]> {
		await this.see('node-creator-item-name').nth(place).click();
		await this.page.getByText('Node details').waitFor();
		const actions = this.page.getByText(/^Actions \(\d+\)/);
		if (await actions.isVisible()) await actions.click();
		await this.see('node-creator-item-name')
			.nth(count - 1)
			.waitFor();
		return await this.offers();
	}

	/** Adds the node for one of the actions. */
	async add(action: string): Promise<NodePanel> {
		await this.see('node-creator-item-name').getByText(action, { exact: true }).click();
		await this.panel.dialog.waitFor();
		return this.panel;
	}

	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		await this.panel.dialog.waitFor();
		return this.panel;
	}

	/** All nodes on the canvas, in the middle of it. */
	async zoomToFit(): Promise<void> {
		await this.see('zoom-to-fit').click();
	}

	/** The names of the nodes that the canvas marks, because something is missing or not valid. */
	async issues(): Promise<(string | null)[]> {
		const marked = this.page.locator('[data-test-id="canvas-node"]', {
			has: this.see(MARKS.error),
		});
		const nodes = await marked.all();
		return await Promise.all(nodes.map((node) => node.getAttribute('data-node-name')));
	}

	/** Executes the workflow that is open; waits until n8n says how it went, and this node has ended so. */
	async execute(last: string, outcome: keyof typeof MARKS = 'success'): Promise<void> {
		await clearMessages(this.page);
		await this.see('execute-workflow-button').click();
		await nextMessage(this.page);
		await this.node(last).locator(`[data-test-id="${MARKS[outcome]}"]`).waitFor();
	}

	/** The button closes it where it is still open from before. */
	async openChat(): Promise<Chat> {
		const button = this.see('workflow-chat-button');
		await button.waitFor();
		if ((await button.innerText()).includes('Open')) await button.click();
		return new Chat(this.page);
	}

	private node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	private async offers(): Promise<string[]> {
		const names = await this.see('node-creator-item-name').allTextContents();
		return names.map((name) => name.trim());
	}

	private see(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]:visible`);
	}

	/** The page's load event may not come: n8n keeps a connection open. */
	private async open(path: string): Promise<void> {
		await this.page.goto(this.url + path, { waitUntil: 'commit' });
	}
}
