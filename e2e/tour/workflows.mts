import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { CHECKOUT } from '../machine/places.mts';
import type { Workflow } from '../server/rest.mts';
import type { Stage } from '../server/stage.mts';
import { shareWonDeal } from '../server/wonDeal.mts';
import { GUIDE } from './guide.mts';

const WEBHOOKS = 'microsoftPartnerCenterWebhooksOAuth2Api';

export interface Imported {
	file: string;
	title: string;
	address: string;
}

/** Imports all examples, ready to run: with credentials, short intervals, and trust in the simulator's certificates. */
export async function importExamples(stage: Stage): Promise<Imported[]> {
	const files = (await readdir(join(CHECKOUT, 'examples'))).filter((name) =>
		name.endsWith('.json'),
	);
	const order = Object.keys(GUIDE);
	const imported: Imported[] = [];
	for (const file of files.sort((a, b) => order.indexOf(a) - order.indexOf(b))) {
		const workflow = await stage.example(file);
		shortenIntervals(workflow);
		if (file === 'signed-event-to-mail.json') await registerBySimulator(stage, workflow);
		if (file === 'register-won-deals.json') shareWonDeal(stage.simulator);
		const id = await stage.rest.createWorkflow(workflow);
		imported.push({ file, title: titleOf(workflow), address: `${stage.n8n.url}/workflow/${id}` });
	}
	return imported;
}

/** That of its note. */
function titleOf({ nodes }: Workflow): string {
	const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote')!;
	return /^## (.+)$/m.exec(String(note.parameters.content))![1];
}

/** What runs every few minutes runs every minute here, so that a person sees it. */
function shortenIntervals({ nodes }: Workflow): void {
	for (const { name, parameters } of nodes) {
		if (parameters.pollTimes) {
			parameters.pollTimes = { item: [{ mode: 'everyMinute' }] };
		}
		if (name === 'Every five minutes') {
			parameters.rule = { interval: [{ field: 'minutes', minutesInterval: 1 }] };
		}
	}
}

/** Publishing the workflow then registers its URL, and the node accepts what the simulator signs. */
async function registerBySimulator(stage: Stage, { nodes: [trigger] }: Workflow): Promise<void> {
	const name = 'Microsoft Partner Center Webhooks';
	const id = await stage.createCredential(WEBHOOKS, name, stage.partnerCenter);
	await stage.connect(id);
	const { trustAnchor } = await stage.simulator.eventSender();
	trigger.credentials = { ...trigger.credentials, [WEBHOOKS]: { id, name } };
	Object.assign(trigger.parameters, { registration: 'automatic', options: { trustAnchor } });
}
