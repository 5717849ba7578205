import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, IRun } from 'n8n-workflow';

import type { Engine, WorkflowToRun } from '../engine/engine.mts';
import { PACKAGE } from '../engine/nodes.mts';
import { PartnerCenter } from '../engine/partnerCenter.mts';
import { toolOf } from '../engine/tool.mts';
import { startEdge } from './edge.mts';
import type { Edge } from './edge.mts';
import { foreignNodes } from './foreignNodes.mts';

export const EXAMPLES = readdirSync('examples').filter((file) => file.endsWith('.json'));

/** An example as it is imported. */
export type Example = WorkflowToRun & { name: string };

export const read = (file: string) =>
	JSON.parse(readFileSync(join('examples', file), 'utf8')) as Example;

/** The engine with stand-ins for the nodes of others, Partner Center, and whom those nodes talk to. */
export class Examples {
	private constructor(
		readonly partnerCenter: PartnerCenter,
		readonly edge: Edge,
		readonly engine: Engine,
	) {}

	/** Partner Center has no referrals but those that a test puts there. */
	static async start(): Promise<Examples> {
		const [partnerCenter, edge] = await Promise.all([
			PartnerCenter.start({ referrals: [] }),
			startEdge(),
		]);
		const { nodeType } = partnerCenter.engine;
		const engine = partnerCenter.engine.with({
			...foreignNodes(edge.url),
			[`${PACKAGE}.microsoftPartnerCenterTool`]: toolOf(nodeType),
		});
		return new Examples(partnerCenter, edge, engine);
	}

	/** Runs an example from its trigger, with the given event. @throws if a node stops it */
	async run(file: string, ...happened: IDataObject[]): Promise<IRun> {
		const run = await this.engine.startWorkflow(this.partnerCenter.credential, read(file), happened)
			.finished;
		const { error } = run.data.resultData;
		if (error) throw error;
		return run;
	}

	async stop(): Promise<void> {
		await Promise.all([this.partnerCenter.simulator.stop(), this.edge.stop()]);
	}
}
