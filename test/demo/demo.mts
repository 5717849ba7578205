import { readFile } from 'node:fs/promises';

import { Engine, resultOf } from '../engine/engine.mts';
import type { WorkflowToRun } from '../engine/engine.mts';
import { simulatorClientSecret, startSimulator } from '../simulator/simulator.mts';
import type { Simulator } from '../simulator/simulator.mts';

const WORKFLOW = 'examples/first-steps.json';

/** Runs the example workflow in n8n's own engine against the simulator, and shows what went over the wire. */
async function demo(): Promise<void> {
	const simulator = await startSimulator();
	try {
		await runAgainst(simulator);
	} finally {
		await simulator.stop();
	}
}

async function runAgainst(simulator: Simulator): Promise<void> {
	const engine = await Engine.load();
	const workflow = JSON.parse(await readFile(WORKFLOW, 'utf8')) as WorkflowToRun;
	const credential = engine.credential({
		cloud: 'custom',
		apiUrl: simulator.url,
		authorityUrl: simulator.url,
		clientId: 'simulator',
		clientSecret: simulatorClientSecret,
		oauthTokenData: { ...simulator.signIn() },
	});
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
