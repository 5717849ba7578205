import { readFile } from 'node:fs/promises';

import { resultOf } from '../engine/engine.mts';
import type { WorkflowToRun } from '../engine/engine.mts';
import { PartnerCenter } from '../engine/partnerCenter.mts';

const WORKFLOW = 'examples/first-steps.json';

/** Runs the example workflow in n8n's own engine against the simulator, and shows what went over the wire. */
async function demo(): Promise<void> {
	const partnerCenter = await PartnerCenter.start();
	try {
		await runAgainst(partnerCenter);
	} finally {
		await partnerCenter.simulator.stop();
	}
}

async function runAgainst({ engine, simulator, credential }: PartnerCenter): Promise<void> {
	const workflow = JSON.parse(await readFile(WORKFLOW, 'utf8')) as WorkflowToRun;
	console.log(`${WORKFLOW}, in n8n's engine, against the simulator at ${simulator.url}\n`);

	const run = await engine.startWorkflow(credential, workflow).finished;

	const steps = workflow.nodes.filter(({ credentials }) => credentials !== undefined);
	for (const [index, { name }] of steps.entries()) {
		const { items, error } = resultOf(run, name);
		if (error && items.length === 0) throw error;
		const request = simulator.requests[index];
		console.log(`${name}\n  ${request.method} ${request.path}`);
		for (const header of ['if-match', 'prefer']) {
			const value = request.headers[header];
			if (value !== undefined) console.log(`  ${header}: ${String(value)}`);
		}
		console.log(`  ${request.rawBody}\n  answered with ${request.status ?? 'nothing'}`);
		for (const item of items) console.log(`  resulting item: ${JSON.stringify(item.json)}\n`);
	}
	console.log(`All ${steps.length} operations went through.`);
}

demo().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
