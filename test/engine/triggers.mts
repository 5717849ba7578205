import { PollContext, WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { additionalData } from './additionalData.mts';
import type { Engine } from './engine.mts';
import { withExpressions } from './expressions.mts';
import { ourNode, PACKAGE } from './nodes.mts';

/** A trigger of the package in a workflow that is active, as n8n's server keeps it. */
export abstract class ActiveTrigger {
	/** What the node stores, as n8n's database contains it. */
	protected stored = '{}';

	constructor(
		protected readonly engine: Engine,
		protected readonly credential: ICredentialsHelper,
		private readonly name: string,
		protected readonly parameters: INodeParameters,
		private readonly node: Partial<INode> = {},
	) {}

	/** What the node keeps from run to run. */
	get staticData(): IDataObject {
		return JSON.parse(this.stored) as IDataObject;
	}

	protected get type() {
		return this.engine.packaged[this.name];
	}

	/** A workflow as n8n makes it anew for each start, from what is stored. */
	protected workflow(stored = this.stored): { workflow: Workflow; node: INode } {
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [
				ourNode({ ...this.node, type: `${PACKAGE}.${this.name}`, parameters: this.parameters }),
			],
			connections: {},
			active: true,
			nodeTypes: this.engine.nodeTypes,
			settings: { executionOrder: 'v1', timezone: 'UTC' },
			staticData: JSON.parse(stored) as IDataObject,
		});
		return { workflow, node: workflow.getNode('Node')! };
	}

	/** Runs something of the node's and stores what it keeps, unless it fails. */
	protected async run<T>(workflow: Workflow, part: () => Promise<T>): Promise<T> {
		return await withExpressions(workflow, async () => {
			const outcome = await part();
			this.stored = JSON.stringify(workflow.staticData);
			return outcome;
		});
	}
}

/** The trigger that polls; between two polls, the server has always been restarted. */
export class Poller extends ActiveTrigger {
	constructor(engine: Engine, credential: ICredentialsHelper, parameters: INodeParameters) {
		super(engine, credential, 'microsoftPartnerCenterTrigger', parameters);
	}

	/** @returns what starts the workflow; empty if it does not start */
	async poll(mode: 'trigger' | 'manual' = 'trigger'): Promise<INodeExecutionData[]> {
		const { workflow, node } = this.workflow();
		return await this.pollOnce(workflow, node, mode);
	}

	/**
	 * Polls a second time while the first poll is still running, as n8n's timers do: both have the same static data.
	 *
	 * @param meanwhile what happens before the second poll
	 */
	async pollTwice(meanwhile: () => Promise<void>): Promise<INodeExecutionData[][]> {
		const { workflow, node } = this.workflow();
		const first = this.pollOnce(workflow, node, 'trigger');
		await meanwhile();
		const second = await this.pollOnce(workflow, node, 'trigger');
		return [await first, second];
	}

	private async pollOnce(
		workflow: Workflow,
		node: INode,
		mode: 'trigger' | 'manual',
	): Promise<INodeExecutionData[]> {
		const data = additionalData(workflow, this.credential);
		const context = new PollContext(workflow, node, data, mode, 'init');
		const output = await this.run(workflow, async () => await this.type.poll!.call(context));
		return output?.[0] ?? [];
	}
}

/** A request as it reaches n8n, with what n8n's server makes of its body. */
export interface Posted {
	headers: Record<string, string>;
	body: string;
}

/** What became of a request to the webhook. */
export interface Received {
	/** What starts the workflow. */
	items: INodeExecutionData[];
	/** The status of the node's response; undefined if n8n responds, with 200. */
	status?: number;
}

/** The trigger that waits for events. */
export class WebhookListener extends ActiveTrigger {
	constructor(engine: Engine, credential: ICredentialsHelper, parameters: INodeParameters) {
		super(engine, credential, 'microsoftPartnerCenterWebhookTrigger', parameters);
	}

	async receive({ headers, body }: Posted): Promise<Received> {
		const { workflow, node } = this.workflow();
		let status: number | undefined;
		const httpResponse = {
			status(code: number) {
				status = code;
				return this;
			},
			end() {
				return this;
			},
		};
		const httpRequest = { headers, rawBody: Buffer.from(body), body: {}, params: {}, query: {} };
		const data = {
			...additionalData(workflow, this.credential),
			httpRequest: httpRequest as never,
			httpResponse: httpResponse as never,
		};
		const [webhookDescription] = this.type.description.webhooks!;
		const context = new WebhookContext(
			workflow,
			node,
			data,
			'webhook',
			{ webhookDescription } as never,
			[],
			null,
		);
		const given = await this.run(workflow, async () => await this.type.webhook!.call(context));
		return { items: given.workflowData?.[0] ?? [], status };
	}
}
