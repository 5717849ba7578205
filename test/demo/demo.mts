import { readFile } from 'node:fs/promises';

import type { IRun } from 'n8n-workflow';

import { resultOf } from '../engine/engine.mts';
import type { WorkflowToRun } from '../engine/engine.mts';
import { PartnerCenter } from '../engine/partnerCenter.mts';
import type { RecordedRequest } from '../simulator/simulator.mts';

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

	const steps = workflow.nodes
		.filter(({ credentials }) => credentials !== undefined)
		.map(({ name }) => ({ name, startTime: startOf(run, name) }));
	for (const [index, { name, startTime }] of steps.entries()) {
		const { items, error } = resultOf(run, name);
		if (error && items.length === 0) throw error;
		const endTime = steps.at(index + 1)?.startTime ?? Infinity;
		const requests = simulator.requests.filter(({ at }) => at >= startTime && at < endTime);
		console.log([name, ...requests.map(requestAsText)].join('\n'));
		for (const { json } of items) console.log(`  resulting item: ${JSON.stringify(json)}\n`);
	}
	console.log(`All ${steps.length} operations succeeded.`);
}

/** When the node started. The nodes run one after the other, so its requests are those until the next one starts. */
function startOf({ data }: IRun, node: string): number {
	const { runData } = data.resultData;
	return Object.hasOwn(runData, node) ? runData[node][0].startTime : Infinity;
}

function requestAsText({ method, path, headers, rawBody, status }: RecordedRequest): string {
	const shown = ['if-match', 'prefer'].filter((header) => headers[header] !== undefined);
	return [
		`  ${method} ${path}`,
		...shown.map((header) => `    ${header}: ${String(headers[header])}`),
		...(rawBody === '' ? [] : [`    ${rawBody}`]),
		`    answered with ${status ?? 'nothing'}`,
	].join('\n');
}

demo().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
