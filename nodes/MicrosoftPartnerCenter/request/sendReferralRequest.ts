import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { isFailure, unforeseen } from './failure';
import { givenOut } from './givenOut';
import type { Item } from './item';
import { errorItem, failedItem, refusedItem } from './nodeError';
import type { ItemError } from './nodeError';
import { Run } from './run';
import { settle } from './settle';

/**
 * The way of one request: stands around every request of every operation, as the function under
 * `requestOperations.pagination`. By the time it is called, the checks have been through the request.
 *
 * @throws {NodeApiError} for what a check or the service refused, where the node is to stop on a failure
 */
export async function sendReferralRequest(
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const run = Run.of(this);
	const item = run.enter(this, request);
	const outcome = await run
		.open(item)
		.then(async () => await run.turns.take(item.turn, async () => await outcomeOf(item, run)))
		.catch((thrown: unknown) => failedItem(item, unforeseen(thrown)));
	run.leave(item);

	if (Array.isArray(outcome)) return outcome;
	if (await run.gate.stops()) throw outcome.error;
	return paired(item, errorItem(outcome));
}

/** What an item gives out, or what it failed with; nothing where it was held back. */
async function outcomeOf(item: Item, run: Run): Promise<INodeExecutionData[] | ItemError> {
	const { memory, plan } = item;
	if (memory.givenOut) return memory.givenOut;
	if (run.gate.holdsBack(item)) return [];
	if (plan.refusal) {
		run.gate.close();
		return refusedItem(item, plan.refusal);
	}

	const ending = await settle(item, run);
	if (ending === undefined) return [];
	if (isFailure(ending)) {
		run.gate.close();
		return failedItem(item, ending);
	}
	memory.givenOut = paired(item, { json: givenOut(plan, ending) });
	return memory.givenOut;
}

function paired({ index }: Item, item: INodeExecutionData): INodeExecutionData[] {
	return [{ ...item, pairedItem: { item: index } }];
}
