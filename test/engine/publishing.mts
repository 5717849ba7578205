import { HookContext } from 'n8n-core';
import type {
	INodeParameters,
	IWebhookData,
	WebhookSetupMethodNames,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialStore } from './credentialStore.mts';
import { additionalData } from './additionalData.mts';
import type { Engine } from './engine.mts';
import { ActiveTrigger } from './triggers.mts';

const TRIGGER = 'microsoftPartnerCenterWebhookTrigger';

export const PRODUCTION_URL = 'https://n8n.contoso.com/webhook/hook/webhook';

/** How n8n's server calls one of the node's webhook methods. */
interface Call {
	mode: WorkflowExecuteMode;
	activation: WorkflowActivateMode;
	isTest?: boolean;
}

/**
 * A workflow with the webhook trigger, which is published, unpublished and tested as by n8n's server (its
 * `WebhookTriggerRegistrar`, `TestWebhooks` and `WebhookService`).
 */
export class WebhookWorkflow extends ActiveTrigger {
	/** @param webhookId is in the path of the node's URL */
	constructor(
		engine: Engine,
		private readonly credentials: CredentialStore,
		parameters: INodeParameters,
		webhookId = 'hook',
	) {
		super(engine, credentials, TRIGGER, parameters, {
			webhookId,
			credentials: credentials.references,
		});
	}

	/** Where n8n is, seen from the internet. */
	baseUrl = 'https://n8n.contoso.com';

	/**
	 * Publishes the workflow or, with `init`, restarts n8n. If it fails, n8n calls `delete`, and would try again.
	 *
	 * @throws with the message that n8n shows
	 */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const { workflow } = this.workflow();
		const call: Call = { mode: 'trigger', activation };
		await this.run(workflow, async () => {
			try {
				const exists = await this.method('checkExists', workflow, call);
				if (!exists) await this.method('create', workflow, call);
			} catch (error) {
				await this.method('delete', workflow, END);
				this.stored = JSON.stringify(workflow.staticData);
				throw error;
			}
		});
	}

	/** @returns what the node reports */
	async unpublish(): Promise<boolean> {
		const { workflow } = this.workflow();
		return await this.run(workflow, async () => await this.method('delete', workflow, END));
	}

	/** Publishes a version of the workflow that replaces the published one. */
	async publishAgain(changed: INodeParameters = {}): Promise<void> {
		await this.unpublish();
		Object.assign(this.parameters, changed);
		await this.publish();
	}

	/** "Execute workflow" in the editor, which waits for an event and ends. Its static data is not kept. */
	async testRun(): Promise<void> {
		const stored = this.stored;
		const { workflow } = this.workflow('{}');
		const call: Call = { mode: 'manual', activation: 'manual', isTest: true };
		await this.run(workflow, async () => {
			const exists = await this.method('checkExists', workflow, call);
			if (!exists) await this.method('create', workflow, call);
			await this.method('delete', workflow, { ...END, isTest: true });
		});
		this.stored = stored;
	}

	private async method(
		name: WebhookSetupMethodNames,
		workflow: Workflow,
		{ mode, activation, isTest }: Call,
	): Promise<boolean> {
		const [webhookDescription] = this.type.description.webhooks!;
		const context = new HookContext(
			workflow,
			workflow.getNode('Node')!,
			{
				...additionalData(workflow, this.credentials),
				webhookBaseUrl: `${this.baseUrl}/webhook`,
				webhookTestBaseUrl: `${this.baseUrl}/webhook-test`,
			},
			mode,
			activation,
			{ webhookDescription, isTest } as IWebhookData,
		);
		return await this.type.webhookMethods!.default![name].call(context);
	}
}

/** How n8n ends a published workflow, and a test run too. */
const END: Call = { mode: 'internal', activation: 'update' };
