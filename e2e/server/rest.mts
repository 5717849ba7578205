import { until } from '../machine/waiting.mts';

type Json = Record<string, unknown>;

/** Whose n8n it is. */
export const OWNER = {
	email: 'owner@contoso.com',
	firstName: 'Olivia',
	lastName: 'Owner',
	password: 'Partner-Center-1',
};

/** A workflow as a file of examples/ has it. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Json;
	settings?: Json;
}

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Json;
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	[more: string]: unknown;
}

/** What a node gave out, output by output. */
export interface NodeRun {
	outputs: Json[][];
}

export interface Execution {
	id: string;
	status: string;
	/** By the node's name: one run for each time that it was run. */
	runs: Record<string, NodeRun[]>;
}

/** n8n's own interface, as its editor uses it, signed in as the owner. */
export class Rest {
	private cookie = '';

	private apiKey?: string;

	constructor(private readonly url: string) {}

	async setUpOwner(): Promise<void> {
		await this.call('POST', '/rest/owner/setup', OWNER);
		await this.signIn();
	}

	async signIn(): Promise<void> {
		const { email, password } = OWNER;
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** @returns its id */
	async createCredential(type: string, name: string, data: Json): Promise<string> {
		const project = await this.call<{ id: string }>('GET', '/rest/projects/personal');
		const credential = { type, name, data, projectId: project.id };
		return (await this.call<{ id: string }>('POST', '/rest/credentials', credential)).id;
	}

	/** What a workflow's nodes have noted for later. */
	async notes(workflowId: string): Promise<Json> {
		return (await this.call<{ staticData: Json }>('GET', `/rest/workflows/${workflowId}`))
			.staticData;
	}

	async credentials(): Promise<{ id: string; name: string; type: string }[]> {
		return await this.call('GET', '/rest/credentials');
	}

	/** Where the credential's sign-in begins. */
	async authorizeAddress(credentialId: string): Promise<string> {
		return await this.call<string>('GET', `/rest/oauth2-credential/auth?id=${credentialId}`);
	}

	/** Follows a sign-in's way back to n8n. */
	async comeBack(address: string): Promise<void> {
		await fetch(address, { headers: this.headers() });
	}

	/** @returns its id */
	async createWorkflow(workflow: Workflow): Promise<string> {
		// As the editor sends it: without pinned data, it can't execute a single step after a run.
		const created = { pinData: {}, ...workflow };
		return (await this.call<{ id: string }>('POST', '/rest/workflows', created)).id;
	}

	async activate(workflowId: string): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>(
			'GET',
			`/rest/workflows/${workflowId}`,
		);
		await this.call('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${workflowId}/deactivate`);
	}

	/** The "Execute workflow" button at a trigger that waits for a request, and then its "Stop listening". */
	async listenByHand(workflowId: string, trigger: string): Promise<void> {
		const workflowData = await this.call<Json>('GET', `/rest/workflows/${workflowId}`);
		const { waitingForWebhook } = await this.call<{ waitingForWebhook?: boolean }>(
			'POST',
			`/rest/workflows/${workflowId}/run`,
			{ workflowId, workflowData, triggerToStartFrom: { name: trigger } },
		);
		if (!waitingForWebhook) throw new Error('n8n does not listen');
		await this.call('DELETE', `/rest/test-webhook/${workflowId}`);
	}

	/** Activates it and waits until its triggers are. @throws with the node's message if one of them fails */
	async publish(workflowId: string): Promise<void> {
		await this.activate(workflowId);
		const { status, triggers } = await this.publication(workflowId);
		const messages = triggers.map(({ errorMessage }) => errorMessage ?? '');
		if (status !== 'published') throw new Error(messages.join(' '));
	}

	/** Deactivates it and waits until its triggers are. */
	async unpublish(workflowId: string): Promise<void> {
		await this.deactivate(workflowId);
		await this.publication(workflowId);
	}

	/** How a publication ended, which n8n does in the background. */
	private async publication(workflowId: string): Promise<Publication> {
		return await until(`the publication of workflow ${workflowId} ends`, async () => {
			const path = `/rest/workflows/${workflowId}/publication-status`;
			const publication = await this.call<Publication>('GET', path);
			return publication.status !== 'in_progress' && publication;
		});
	}

	/** What the "Execute workflow" button does: all of it, from this trigger on. */
	async runByHand(workflowId: string, trigger: string, last: string): Promise<Execution> {
		const workflowData = await this.call<Json>('GET', `/rest/workflows/${workflowId}`);
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflowId}/run`,
			{
				workflowId,
				workflowData,
				triggerToStartFrom: { name: trigger },
				destinationNode: { nodeName: last, mode: 'inclusive' },
			},
		);
		return await this.finished(executionId);
	}

	/** The workflow's executions, the oldest first, once none of them is under way any more. */
	async executions(workflowId: string): Promise<Execution[]> {
		return await until(`the executions of workflow ${workflowId} end`, async () => {
			const path = `/api/v1/executions?workflowId=${workflowId}&includeData=true&limit=250`;
			const { data } = await this.callPublic<{ data: RawExecution[] }>(path);
			const all = data.map(executionOf).reverse();
			return all.every(({ status }) => !UNDER_WAY.includes(status)) && all;
		});
	}

	/** Waits for so many of them. */
	async executed(workflowId: string, count: number): Promise<Execution[]> {
		return await until(`${count} executions of workflow ${workflowId}`, async () => {
			const executions = await this.executions(workflowId);
			return executions.length >= count && executions;
		});
	}

	/** n8n's answer to a node type's name. */
	async nodeType(name: string): Promise<Json | undefined> {
		const types = await this.call<{ name: string }[]>('GET', '/types/nodes.json');
		return types.find((type) => type.name === name);
	}

	/** @returns what n8n gave back, without its envelope. @throws with n8n's own words when it refuses */
	async call<T>(method: string, path: string, body?: Json): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: { ...this.headers(), ...(body && { 'content-type': 'application/json' }) },
			body: body && JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		const [cookie] = response.headers.getSetCookie();
		if (cookie) [this.cookie] = cookie.split(';');
		const answer = JSON.parse(text || '{}') as { data?: T };
		return answer.data ?? (answer as T);
	}

	private async finished(executionId: string): Promise<Execution> {
		return await until(`execution ${executionId} ends`, async () => {
			const path = `/api/v1/executions/${executionId}?includeData=true`;
			const execution = await this.callPublic<RawExecution>(path).catch(() => undefined);
			return execution?.stoppedAt ? executionOf(execution) : undefined;
		});
	}

	/** n8n's public interface, which gives an execution's data in plain JSON. */
	private async callPublic<T>(path: string): Promise<T> {
		this.apiKey ??= await this.createApiKey();
		const response = await fetch(this.url + path, { headers: { 'X-N8N-API-KEY': this.apiKey } });
		if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	}

	/** n8n begins to know its owner's scopes a moment after the set-up. */
	private async createApiKey(): Promise<string> {
		return await until('an API key', async () => {
			const key = {
				label: 'end-to-end',
				scopes: ['execution:list', 'execution:read'],
				expiresAt: null,
			};
			const made = this.call<{ rawApiKey: string }>('POST', '/rest/api-keys', key);
			return (await made.catch(() => undefined))?.rawApiKey;
		});
	}

	private headers(): Record<string, string> {
		return { cookie: this.cookie, 'browser-id': 'end-to-end' };
	}
}

/** An execution's statuses before it has ended. */
const UNDER_WAY = ['new', 'running', 'waiting', 'unknown'];

interface Publication {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: { errorMessage: string | null }[];
}

interface RawExecution {
	id: string | number;
	status: string;
	stoppedAt?: string;
	data?: {
		resultData: {
			runData: Record<string, { data?: Record<string, ({ json: Json }[] | null)[]> }[]>;
		};
	};
}

function executionOf({ id, status, data }: RawExecution): Execution {
	const runs = Object.entries(data?.resultData.runData ?? {}).map(([node, all]) => [
		node,
		all.map((run) => ({
			outputs:
				Object.values(run.data ?? {})[0]?.map((items) => items?.map(({ json }) => json) ?? []) ??
				[],
		})),
	]);
	return { id: String(id), status, runs: Object.fromEntries(runs) as Execution['runs'] };
}
