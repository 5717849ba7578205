import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { isFailure, unforeseen } from '../../shared/api/failure';
import { Refusal } from '../../shared/values/parameterError';
import { refuseOldEngine } from './engineVersion';
import type { Item } from './item';
import { errorItem, failedItem, refusedItem } from './itemError';
import type { ItemError } from './itemError';
import { readList } from './list';
import { givenOut } from './outputItems';
import { Run } from './run';
import { settle } from './send/send';

/**
 * The way of one request: stands around every request of every operation, as the function under
 * `requestOperations.pagination`.
 *
 * 1. Check: the preSend functions have been through the request, and have put into its plan what they found.
 * 2. Gate: all items are checked before one is sent.
 * 3. Turn: the items of one referral go one after the other.
 * 4. Send, 5. settle: until it is known what came of it.
 * 6. Shape the output and pair it with its input.
 * 7. Remember it, for n8n's Retry On Fail.
 *
 * @throws {NodeOperationError} where n8n is too old
 * @throws {NodeApiError} for what a check or the service refused, where the node is to stop on a failure
 */
export async function sendReferralRequest(
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	refuseOldEngine(this);
	const run = Run.of(this);
	const item = run.enter(this, request);
	const outcome = await run
		.open(item)
		.then(async () => await run.turns.take(item.turn, async () => await takeTurn(item, run)))
		.catch((thrown: unknown) => failedItem(item, unforeseen(thrown)));
	run.leave(item);

	if (Array.isArray(outcome)) return outcome;
	if (await run.gate.stops()) throw outcome.error;
	return [paired(item, errorItem(outcome))];
}

/** @returns what the item gives out, or what it failed with; nothing where it was held back */
async function takeTurn(item: Item, run: Run): Promise<INodeExecutionData[] | ItemError> {
	const { memory, plan } = item;
	if (memory.givenOut) return memory.givenOut;
	if (run.gate.holdsBack(item)) return [];
	if (plan.refusal) {
		run.gate.close();
		return refusedItem(item, plan.refusal);
	}

	const ending = await (plan.listing ? readList(item, run) : settle(item, run));
	if (ending === undefined) return [];
	if (ending instanceof Refusal || isFailure(ending)) {
		run.gate.close();
		return ending instanceof Refusal ? refusedItem(item, ending) : failedItem(item, ending);
	}
	memory.givenOut = givenOut(plan, ending).map((json) => paired(item, { json }));
	return memory.givenOut;
}

function paired({ index }: Item, item: INodeExecutionData): INodeExecutionData {
	return { ...item, pairedItem: { item: index } };
}
