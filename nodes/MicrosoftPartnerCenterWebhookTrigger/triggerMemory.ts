import type { IWebhookFunctions } from 'n8n-workflow';

import { ChainFetches } from './certificates/chainFetches';
import { DeliveryOutcomes } from './deliveryOutcomes';

/** What the deliveries to one trigger share while n8n runs. Nothing in it waits longer than a fetch or a read may. */
export class TriggerMemory {
	readonly fetches = new ChainFetches();

	readonly outcomes = new DeliveryOutcomes();
}

/** The maximum number of triggers that are remembered. */
const MAX_TRIGGERS = 100;

const memories = new Map<string, TriggerMemory>();

/**
 * The memory of a trigger. n8n runs each delivery with its own copy of workflow and static data, so that only a module
 * is shared by deliveries at the same time. A changed node starts anew, and so does each test run from the editor.
 */
export function memoryOf(context: IWebhookFunctions): TriggerMemory {
	if (context.getMode() === 'manual') return new TriggerMemory();
	const trigger = JSON.stringify([context.getWorkflow().id, context.getNode()]);
	const memory = memories.get(trigger) ?? new TriggerMemory();
	memories.delete(trigger);
	memories.set(trigger, memory);
	const [oldest] = memories.keys();
	if (memories.size > MAX_TRIGGERS) memories.delete(oldest);
	return memory;
}
