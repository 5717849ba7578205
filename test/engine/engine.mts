import './environment.cjs';

import { PackageDirectoryLoader, RoutingNode, SupplyDataContext, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ExecutionError,
	ICredentialsHelper,
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
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalData } from './additionalData.mts';
import { testCredential } from './credentialTest.mts';
import { complete, StoredCredential } from './credentials.mts';
import type { CredentialData } from './credentials.mts';
import { CREDENTIAL, NODE, ourNode, PACKAGE, START, startType } from './nodes.mts';

/** A run of a workflow whose first node outputs the items and whose second node is ours. */
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

const engines = new Map<string, Promise<Engine>>();

/** n8n's engine with this package loaded from dist, as n8n's server loads a community package. */
export class Engine {
	private constructor(
		readonly nodeType: INodeType,
		/** The credentials of the package, by their names. */
		readonly credentialTypes: Record<string, ICredentialType>,
		/** All nodes of the package, by their names. */
		readonly packaged: Record<string, INodeType>,
		private readonly otherTypes: Record<string, INodeType> = {},
	) {}

	/** Loads a package only once, as n8n's server does. */
	static async load(packageDirectory = process.cwd()): Promise<Engine> {
		const engine = engines.get(packageDirectory) ?? Engine.loadAll(packageDirectory);
		engines.set(packageDirectory, engine);
		return await engine;
	}

	private static async loadAll(packageDirectory: string): Promise<Engine> {
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
		const credentialTypes = Object.fromEntries(
			Object.entries(loader.credentialTypes).map(([name, { type }]) => [name, type]),
		);
		return new Engine(nodeType, credentialTypes, packaged);
	}

	/** The same engine, which also knows these types of nodes, by their full names. */
	with(otherTypes: Record<string, INodeType>): Engine {
		return new Engine(this.nodeType, this.credentialTypes, this.packaged, otherTypes);
	}

	get credentialType(): ICredentialType {
		return this.credentialTypes[CREDENTIAL];
	}

	/** A credential as it is after a person has filled it in and connected it. */
	credential(data: CredentialData, name = CREDENTIAL): StoredCredential {
		return new StoredCredential(complete(this.credentialTypes, name), data);
	}

	/** Runs our node once, after a node that outputs the items. */
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

	/** Starts a workflow at its first node, by default as a person does in the editor. */
	startWorkflow(
		credential: ICredentialsHelper,
		{ nodes, connections, settings }: WorkflowToRun,
		items: IDataObject[] = [{}],
		mode: WorkflowExecuteMode = 'manual',
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
		const execution = new WorkflowExecute(additionalData(workflow, credential), mode, runData);
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
	 * each call has its own input, in addition to the data of the agent's node, which all calls share.
	 */
	asTool(
		credential: StoredCredential,
		parameters: INodeParameters,
		agentItems = 1,
		cancellation?: AbortSignal,
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
				cancellation,
			);
			context.addInputData('ai_tool', [[{ json: input }]]);
			const output = await this.nodeType.execute!.call(context as never);
			return (output as INodeExecutionData[][])[0];
		};
	}

	/** Runs the credential's own test. @returns why it failed, if it did */
	async test(credential: StoredCredential): Promise<string | undefined> {
		return await testCredential(credential);
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

/** What the node of this name gave out in its last run. */
export function resultOf(run: IRun, node = 'Node'): RunResult {
	const { runData, error } = run.data.resultData;
	const tries = Object.hasOwn(runData, node) ? runData[node] : [];
	const [items, errorItems] = tries.at(-1)?.data?.main ?? [];
	return { items: items ?? [], errorItems: errorItems ?? [], error, run };
}
