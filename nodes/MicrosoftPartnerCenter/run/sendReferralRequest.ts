import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { unexpected } from '../../shared/api/failure';
import { requireSupportedEngine } from './engineVersion';
import type { Item } from './item';
import { errorItem, itemErrorOf } from './itemError';
import type { Unfinished } from './itemError';
import { readList } from './list';
import { outputItems } from './outputItems';
import { withRelated } from './related';
import { Run } from './run';
import type { Outcome } from './send/outcome';
import { sendItem } from './sendItem';
import type { ItemState } from './tally';

/**
 * The life of a request. As the function under `requestOperations.pagination`, it wraps every request of every
 * operation.
 *
 * 1. Validate: the preSend functions have read the parameters and filled in the request and its plan.
 * 2. Gate: all items are validated before one is sent.
 * 3. Queue: the items of one referral are sent one after the other.
 * 4. Send, 5. determine the outcome.
 * 6. Format the output and pair it with its input.
 * 7. Remember it, for n8n's Retry On Fail.
 *
 * @throws {NodeOperationError} if n8n is too old
 * @throws {NodeApiError} if the item failed and the node stops on errors
 */
export async function sendReferralRequest(
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	requireSupportedEngine(this);
	const run = Run.of(this);
	const item = run.enter(this, request);
	const result = await run
		.open(item)
		.then(() => run.queue.run(item.queueKey, () => process(item, run)))
		.catch((thrown: unknown) => unexpected(thrown));
	const state = stateOf(item, result);
	run.leave(item, state);
	if (Array.isArray(result)) return result;

	const stops = await run.gate.stops();
	// The message also says what became of the other items.
	if (stops || result.kind === 'canceled') await run.idle();
	const error = itemErrorOf(item, result, { sent: run.sent, tally: run.tally, stops, state });
	if (stops) throw error.error;
	return [paired(item, errorItem(item, error))];
}

/** @returns the output of the item, empty if it was held back; or why it has none */
async function process(item: Item, run: Run): Promise<INodeExecutionData[] | Unfinished> {
	const { memory, plan } = item;
	if (memory.output) return memory.output;
	if (run.gate.holdsBack(item)) return [];
	const outcome = await outcomeOf(item, run);
	if (run.rateLimit.isCanceled && isCutOff(item, outcome)) return { kind: 'canceled' };
	switch (outcome.kind) {
		case 'notSent':
			return [];
		case 'invalid':
		case 'failure':
		case 'relatedUnread':
		case 'unclear':
			run.stop();
			return outcome;
		default:
			if (outcome.kind === 'unchanged' && memory.created === undefined) {
				run.history.recordUnchanged(item.referralKey, memory);
			}
			memory.output = outputItems(plan, outcome).map((json) => paired(item, { json }));
			return memory.output;
	}
}

async function outcomeOf(item: Item, run: Run): Promise<Outcome> {
	if (item.error) return { kind: 'invalid', error: item.error };
	if (item.plan.listing) return await readList(item, run);
	const outcome = await sendItem(item, run);
	return item.plan.includesRelated ? await withRelated(item, run, outcome) : outcome;
}

/** Whether the execution was canceled before the item was done, or before the outcome of its request was known. */
function isCutOff({ memory }: Item, { kind }: Outcome): boolean {
	return kind === 'notSent' || (kind === 'failure' && memory.unknown !== undefined);
}

function stateOf({ memory, writes }: Item, result: INodeExecutionData[] | Unfinished): ItemState {
	if (Array.isArray(result)) return memory.output ? 'done' : 'notStarted';
	if (result.kind === 'invalid') return 'invalid';
	if (result.kind !== 'canceled') return 'failed';
	if (memory.isWritten) return 'mayBeSent';
	return !writes && memory.isRead ? 'interrupted' : 'notStarted';
}

/** Sets the pairing in the item itself, whose `error` a copy would not have. */
function paired({ itemIndex }: Item, item: INodeExecutionData): INodeExecutionData {
	item.pairedItem = { item: itemIndex };
	return item;
}
