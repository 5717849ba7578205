import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type {
	IDataObject,
	INode,
	INodeType,
	INodeTypes,
	IRun,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { Engine, WorkflowToRun } from '../engine/engine.mts';
import { PACKAGE } from '../engine/nodes.mts';
import { PartnerCenter } from '../engine/partnerCenter.mts';
import { toolOf } from '../engine/tool.mts';
import { startEdge } from './standIns/edge.mts';
import type { Edge } from './standIns/edge.mts';
import { foreignNodes } from './standIns/foreignNodes.mts';
import { n8nNodes, nodeTypesOf } from './sync/n8nNodes.mts';

export const EXAMPLES = readdirSync('examples').filter((file) => file.endsWith('.json'));

/** An example as it is imported. */
export type Example = WorkflowToRun & { name: string };

export const read = (file: string) =>
	JSON.parse(readFileSync(join('examples', file), 'utf8')) as Example;

/** Whether the types of all its nodes are there: those without a stand-in come from n8n, see n8nNodes. */
export const isKnown = (file: string) =>
	n8nNodes !== undefined ||
	read(file).nodes.every(
		({ type }) => !type.startsWith('n8n-nodes-base.') || type in foreignNodes(''),
	);

/** The engine with stand-ins for the nodes of others, Partner Center, and whom those nodes talk to. */
export class Examples {
	private constructor(
		readonly partnerCenter: PartnerCenter,
		readonly edge: Edge,
		private readonly standIns: Record<string, INodeType>,
	) {}

	/** Partner Center has no referrals but those that a test puts there. */
	static async start(): Promise<Examples> {
		const [partnerCenter, edge] = await Promise.all([
			PartnerCenter.start({ referrals: [] }),
			startEdge(),
		]);
		const { nodeType } = partnerCenter.engine;
		return new Examples(partnerCenter, edge, {
			...foreignNodes(edge.url),
			[`${PACKAGE}.microsoftPartnerCenterTool`]: toolOf(nodeType),
		});
	}

	/** The types of a workflow's nodes: n8n's own where an n8n is installed, see n8nNodes. */
	nodeTypesFor(nodes: INode[]): INodeTypes {
		const real = n8nNodes === undefined ? {} : nodeTypesOf(nodes);
		return this.partnerCenter.engine.with({ ...this.standIns, ...real }).nodeTypes;
	}

	/** The engine with all types of a workflow's nodes: those without a stand-in are n8n's own, see n8nNodes. */
	engineFor(nodes: INode[]): Engine {
		const others = nodes.filter(({ type }) => !(type in this.standIns));
		return this.partnerCenter.engine.with({ ...nodeTypesOf(others), ...this.standIns });
	}

	/** Runs an example from its trigger, with the given event. @throws if a node stops it */
	async run(file: string, ...happened: IDataObject[]): Promise<IRun> {
		return await this.start(read(file), happened, 'manual');
	}

	/** Runs an example as after publishing, when this one of its triggers has fired. */
	async fire(trigger: string, file: string, ...happened: IDataObject[]): Promise<IRun> {
		const { nodes, ...others } = read(file);
		const first = ({ name }: INode) => (name === trigger ? 0 : 1);
		const workflow = { ...others, nodes: [...nodes].sort((a, b) => first(a) - first(b)) };
		return await this.start(workflow, happened, 'trigger');
	}

	async stop(): Promise<void> {
		await Promise.all([this.partnerCenter.simulator.stop(), this.edge.stop()]);
	}

	private async start(
		workflow: WorkflowToRun,
		happened: IDataObject[],
		mode: WorkflowExecuteMode,
	): Promise<IRun> {
		const engine = this.engineFor(workflow.nodes);
		const { credential } = this.partnerCenter;
		const run = await engine.startWorkflow(credential, workflow, happened, mode).finished;
		const { error } = run.data.resultData;
		if (error) throw error;
		return run;
	}
}
