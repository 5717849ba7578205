import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { apiAddress, CREDENTIAL } from '../../shared/api/address';
import type { Addresses } from '../../shared/api/address';
import { correlationIdOf } from '../../shared/api/requestIds';
import { Refusal } from '../../shared/values/parameterError';
import { optionsOfRun } from '../fields/options';
import { History } from './history';
import { Item } from './item';
import { Gate } from './schedule/gate';
import { Turns } from './schedule/keyedQueue';
import { Pace } from './schedule/rateLimit';

/**
 * What the items of one run of the node share. It hangs on the run's own data, so that a run that hangs
 * holds up nobody and nothing outlives a run.
 */
export class Run {
	private static readonly latest = new WeakMap<object, Run>();

	/**
	 * The run that this item belongs to.
	 *
	 * Retry On Fail runs the node again with the same data: an item that comes a second time begins a new
	 * run. It goes on with the turns, the pace and the history of the one before, of which a request may
	 * still be under way if n8n's Batching was left by a broken expression.
	 *
	 * A call by an agent has its own input beside the data of the agent's node, and is a run of its own.
	 */
	static of(context: IExecutePaginationFunctions): Run {
		const data = context.getExecuteData();
		const items = data.data.main?.[0] ?? [];
		const index = context.getItemIndex();
		if (items[index] !== context.getInputData()) return new Run(context, 1);

		const latest = Run.latest.get(data);
		if (latest !== undefined && !latest.gate.has(index)) return latest;
		const size = data.node.executeOnce ? 1 : items.length;
		const run = new Run(context, size, latest);
		latest?.gate.close();
		Run.latest.set(data, run);
		return run;
	}

	readonly gate: Gate;

	readonly turns: Turns;

	readonly pace: Pace;

	readonly history: History;

	readonly maxRetries: number;

	private readonly correlationId: string;

	/** Where the requests go, or why none may go there: the credential is read once for all items. */
	private readonly address: Promise<string | Refusal>;

	/** Why none of the items may be sent. */
	private readonly refusal?: Error;

	/** How many items are here: while there are any, the run listens to the signal that stops it. */
	private inside = 0;

	private constructor(context: IExecutePaginationFunctions, size: number, before?: Run) {
		const options = optionsOfRun(context);
		this.refusal = options.refusal;
		this.maxRetries = options.maxRetries;
		this.correlationId = correlationIdOf(context);
		this.address = context.getCredentials<Addresses>(CREDENTIAL).then(apiAddress);
		// Each item waits for it, but not before all are here.
		this.address.catch(() => undefined);
		this.turns = before?.turns ?? new Turns();
		this.pace = before?.pace ?? new Pace(options.maxConcurrentRequests);
		this.history = before?.history ?? new History();
		this.gate = new Gate({
			size,
			stopsOnFailure: !context.continueOnFail(),
			startsAtOnce: !batches(context, size),
		});
	}

	/** Takes in an item whose checks are done, whether or not one of them refused it. */
	enter(
		context: IExecutePaginationFunctions,
		routed: DeclarativeRestApiSettings.ResultOptions,
	): Item {
		const memory = this.history.memoryOf(context.getItemIndex());
		const item = new Item(context, routed, memory, this.correlationId);
		const { plan, request } = item;
		plan.refusal = refusalOfOperation(request) ?? plan.refusal ?? this.refusal;
		this.gate.enter(item);
		if (this.inside++ === 0) {
			const signal = context.getExecutionCancelSignal();
			if (signal?.aborted) this.cancel();
			signal?.addEventListener('abort', this.cancel);
		}
		return item;
	}

	/** Resolves when the item may take its turn: all are checked, and it is known where requests go. */
	async open(item: Item): Promise<void> {
		await this.gate.opens;
		const address = await this.address;
		if (typeof address === 'string') item.directTo(address);
		else item.plan.refusal ??= address;
	}

	leave({ context }: Item): void {
		if (--this.inside === 0) {
			context.getExecutionCancelSignal()?.removeEventListener('abort', this.cancel);
		}
	}

	private readonly cancel = () => {
		this.pace.end();
	};
}

/** Where no operation of this version was chosen, n8n's routing has nothing to send, and would send it. */
function refusalOfOperation({ url }: IHttpRequestOptions): Refusal | undefined {
	if (url) return undefined;
	return new Refusal(
		'Operation',
		'"Resource" and "Operation" must be chosen from what this version of the node can do',
		'Choose them again in the node, not by expression. A workflow that was made with a newer version of the node needs that version.',
	);
}

/** n8n's Batching, among the node's settings, starts the items in turns, with a pause in between. */
function batches(context: IExecutePaginationFunctions, size: number): boolean {
	const { batching } = context.getNodeParameter('requestOptions', {}) as {
		batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	};
	const { batchSize = 0, batchInterval = 0 } = batching?.batch ?? {};
	return batchInterval > 0 && (batchSize > 0 ? batchSize : 1) < size;
}
