import './environment.mts';

import {
	ExecuteContext,
	ExecutionLifecycleHooks,
	PackageDirectoryLoader,
	RoutingNode,
	SupplyDataContext,
	WorkflowExecute,
} from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ExecutionError,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IVersionedNodeType,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';

import { StoredCredential } from './credentials.mts';
import type { CredentialData } from './credentials.mts';

export const PACKAGE = 'n8n-nodes-microsoft-partner-center';
const NODE = 'microsoftPartnerCenter';
/** Stands in for the node that a person starts a workflow with. */
const START = 'n8n-nodes-base.manualTrigger';
export const CREDENTIAL = 'microsoftPartnerCenterOAuth2Api';

/** A run of a workflow whose first node gives out the items and whose second is ours. */
export interface RunOptions {
	parameters: INodeParameters;
	/** The json of each input item; one empty item by default. */
	items?: IDataObject[];
	/** The node's settings, such as onError, executeOnce, retryOnFail. */
	node?: Partial<INode>;
	settings?: IWorkflowSettings;
}

/** A workflow as n8n's editor exports it, as far as it matters for a run. */
export type WorkflowToRun = Pick<IWorkflowBase, 'nodes' | 'connections' | 'settings'>;

export interface RunningWorkflow {
	finished: Promise<IRun>;
	cancel: () => void;
	/** The signal that tells all nodes of the execution that it was cancelled. */
	signal: AbortSignal;
}

export interface RunResult {
	/** What left by the main output; empty when the node stopped. */
	items: INodeExecutionData[];
	/** What left by the error output. */
	errorItems: INodeExecutionData[];
	/** Why the node stopped. */
	error?: ExecutionError;
	/** The whole execution as n8n would save it. */
	run: IRun;
}

/** n8n's engine with this package loaded from dist, as n8n's server loads a community package. */
export class Engine {
	private constructor(
		readonly nodeType: INodeType,
		readonly credentialType: ICredentialType,
		/** All nodes of the package, by their names. */
		readonly packaged: Record<string, INodeType>,
		private readonly otherTypes: Record<string, INodeType> = {},
	) {}

	static async load(packageDirectory = process.cwd()): Promise<Engine> {
		const loader = new PackageDirectoryLoader(packageDirectory);
		await loader.loadAll();
		const nodeType = loader.nodeTypes[NODE].type as INodeType;
		// n8n's server gives a declarative node this method; without it, the core takes a path of its own
		// for tests, which passes no cancel signal.
		nodeType.execute = async function (this: IExecuteFunctions) {
			return (await new RoutingNode(this as never, nodeType).runNode()) ?? [];
		};
		const packaged = Object.fromEntries(
			Object.entries(loader.nodeTypes).map(([name, { type }]) => [name, type as INodeType]),
		);
		return new Engine(nodeType, loader.credentialTypes[CREDENTIAL].type, packaged);
	}

	/** The same engine, which also knows these types of nodes, by their full names. */
	with(otherTypes: Record<string, INodeType>): Engine {
		return new Engine(this.nodeType, this.credentialType, this.packaged, otherTypes);
	}

	/** A credential as it is after a person has filled it in and connected it. */
	credential(data: CredentialData): StoredCredential {
		return new StoredCredential(this.credentialType, data);
	}

	/** Runs our node once, behind a node that gives out the items. */
	async run(credential: StoredCredential, options: RunOptions): Promise<RunResult> {
		return resultOf(await this.start(credential, options).finished);
	}

	/** The same, but it can be cancelled before it has finished. */
	start(
		credential: StoredCredential,
		{ parameters, items, node, settings }: RunOptions,
	): RunningWorkflow {
		return this.startWorkflow(
			credential,
			{
				nodes: [
					{
						id: 'start',
						name: 'Start',
						type: START,
						typeVersion: 1,
						position: [0, 0],
						parameters: {},
					},
					ourNode({ ...node, parameters }),
				],
				connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
				settings,
			},
			items,
		);
	}

	/** Starts a workflow at its first node, as a person does in the editor. */
	startWorkflow(
		credential: StoredCredential,
		{ nodes, connections, settings }: WorkflowToRun,
		items: IDataObject[] = [{}],
	): RunningWorkflow {
		const workflow = new Workflow({
			id: 'workflow',
			nodes: structuredClone(nodes),
			connections,
			active: false,
			nodeTypes: this.nodeTypes,
			settings: { executionOrder: 'v1', ...settings },
		});
		const runData = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{
						node: workflow.getNode(nodes[0].name)!,
						data: { main: [items.map((json, item) => ({ json, pairedItem: { item } }))] },
						source: null,
					},
				],
			},
		});
		const execution = new WorkflowExecute(additionalData(workflow, credential), 'manual', runData);
		const finished = execution.processRunExecutionData(workflow);
		return {
			finished,
			cancel: () => {
				finished.cancel();
			},
			signal: (execution as unknown as { abortController: AbortController }).abortController.signal,
		};
	}

	/**
	 * Our node as the tool of an agent that runs for so many items, called as n8n's engine calls a tool:
	 * each call has an input of its own, beside the data of the agent's node, which all calls share.
	 */
	asTool(
		credential: StoredCredential,
		parameters: INodeParameters,
		agentItems = 1,
	): (input: IDataObject) => Promise<INodeExecutionData[]> {
		const agent = ourNode({ name: 'Agent' });
		const tool = ourNode({ parameters });
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [agent, tool],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes,
		});
		const agentInput = Array.from({ length: agentItems }, () => ({ json: {} }));
		const agentData = { node: agent, data: { main: [agentInput] }, source: null };
		const runData = createRunExecutionData();
		let runIndex = 0;
		return async (input) => {
			const context = new SupplyDataContext(
				workflow,
				workflow.getNode(tool.name)!,
				additionalData(workflow, credential),
				'manual',
				runData,
				runIndex++,
				agentInput,
				{},
				'ai_tool',
				agentData,
				[],
			);
			context.addInputData('ai_tool', [[{ json: input }]]);
			const output = await this.nodeType.execute!.call(context as never);
			return (output as INodeExecutionData[][])[0];
		};
	}

	/**
	 * Runs the credential's own test as n8n does: as the routing of a node that has nothing else.
	 *
	 * @returns what stood in the way, if anything
	 */
	async test(credential: StoredCredential): Promise<string | undefined> {
		const { test } = this.credentialType;
		const nodeType: INodeType = {
			description: {
				...startType.description,
				credentials: [{ name: CREDENTIAL, required: true }],
				properties: [
					{
						displayName: 'Test',
						name: 'test',
						type: 'string',
						default: '',
						routing: { request: (test as ICredentialTestRequest).request },
					},
				],
			},
		};
		const node = ourNode({ type: START, parameters: { test: '' } });
		const workflow = new Workflow({
			id: 'test',
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			},
		});
		const input = { main: [[{ json: {} }]] };
		const context = new ExecuteContext(
			workflow,
			node,
			additionalData(workflow, credential),
			'internal',
			createRunExecutionData(),
			0,
			input.main[0],
			input,
			{ node, data: input, source: null },
			[],
		);
		try {
			await new RoutingNode(context, nodeType).runNode();
			return undefined;
		} catch (error) {
			const { message, messages = [] } = error as { message: string; messages?: string[] };
			return [message, ...messages].join('\n');
		}
	}

	get nodeTypes(): INodeTypes {
		const ours = Object.entries(this.packaged).map(([name, type]) => [`${PACKAGE}.${name}`, type]);
		const types: Record<string, INodeType> = {
			[START]: startType,
			...(Object.fromEntries(ours) as Record<string, INodeType>),
			...this.otherTypes,
		};
		const find = (name: string) => types[name] as INodeType & IVersionedNodeType;
		return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	}
}

/** A node of the package in a workflow; by default the one that is no trigger. */
export function ourNode({ parameters, ...settings }: Partial<INode>): INode {
	return {
		id: 'node',
		name: 'Node',
		type: `${PACKAGE}.${NODE}`,
		typeVersion: 1,
		position: [200, 0],
		credentials: { [CREDENTIAL]: { id: 'credential', name: 'Partner Center' } },
		parameters: { resource: 'referral', ...parameters },
		...settings,
	};
}

/** What the node of this name gave out in its last run. */
export function resultOf(run: IRun, node = 'Node'): RunResult {
	const { runData, error } = run.data.resultData;
	const tries = Object.hasOwn(runData, node) ? runData[node] : [];
	const [items, errorItems] = tries.at(-1)?.data?.main ?? [];
	return { items: items ?? [], errorItems: errorItems ?? [], error, run };
}

/** Gives out what it is given. */
const startType: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

/** What n8n's server would give along with an execution. */
export function additionalData(
	workflow: Workflow,
	credentialsHelper: StoredCredential,
): IWorkflowExecuteAdditionalData {
	const hooks = new ExecutionLifecycleHooks('manual', 'execution', {
		id: workflow.id,
		name: 'Workflow',
		active: false,
		activeVersionId: null,
		isArchived: false,
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		settings: workflow.settings,
		createdAt: new Date(),
		updatedAt: new Date(),
	});
	const unused = () => Promise.reject(new Error('Not part of these workflows'));
	return {
		credentialsHelper,
		hooks,
		executionId: 'execution',
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://localhost/',
		instanceBaseUrl: 'http://localhost/',
		formBaseUrl: 'http://localhost/',
		formWaitingBaseUrl: 'http://localhost/',
		formTestBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/',
		webhookWaitingBaseUrl: 'http://localhost/',
		webhookTestBaseUrl: 'http://localhost/',
		mcpBaseUrl: 'http://localhost/',
		mcpTestBaseUrl: 'http://localhost/',
		variables: {},
		externalSecretsProxy: undefined as never,
		executeWorkflow: unused,
		getRunExecutionData: unused,
		getRuntimeCredential: unused,
		startRunnerTask: unused,
		logAiEvent: () => undefined,
	};
}
