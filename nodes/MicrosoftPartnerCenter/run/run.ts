import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { apiAddress, CREDENTIAL } from '../../shared/api/address';
import type { Addresses } from '../../shared/api/address';
import { secretsIn } from '../../shared/api/redact';
import { newRequestId } from '../../shared/api/requestIds';
import { ParameterError } from '../../shared/values/parameterError';
import { combined, errorsIn } from '../../shared/values/readEach';
import { readRunOptions } from '../fields/options';
import { planOf } from '../routing/requestPlan';
import { errorIn } from './creation/upsert';
import { History } from './history';
import type { Sent } from './history';
import { Item } from './item';
import { Lookup } from './lookup/lookup';
import { Engagements } from './lookup/engagements';
import { Gate } from './schedule/gate';
import { KeyedQueue } from './schedule/keyedQueue';
import { RateLimit } from './schedule/rateLimit';
import { listReader } from './send/list';
import type { NotSent } from './send/outcome';
import { Tally } from './tally';
import type { ItemState } from './tally';

/**
 * What the items of one run of the node share. It is keyed by the run's own data, so that it ends with the run
 * and a run that never ends blocks no other.
 */
export class Run {
	private static readonly latest = new WeakMap<object, Run>();

	/** By the data of an agent's run, the latest call of each tool. */
	private static readonly latestCalls = new WeakMap<object, Map<string, Run>>();

	/**
	 * The run that this item belongs to.
	 *
	 * Retry On Fail runs the node again with the same data: an item that comes a second time begins a new run. It shares
	 * queue, rate limit and history with the one before, some of whose requests may still be in flight if a broken
	 * expression ended n8n's Batching.
	 *
	 * A call by an agent has its own input, in addition to the data of the agent's node, and is a run of its own. It
	 * shares these with the agent's earlier calls of this tool. Only the content of a call identifies its next attempt.
	 */
	static of(context: IExecutePaginationFunctions): Run {
		const data = context.getExecuteData();
		const items = data.data.main?.[0] ?? [];
		const index = context.getItemIndex();
		if (items[index] !== context.getInputData()) return Run.ofCall(context, data);

		const latest = Run.latest.get(data);
		if (latest !== undefined && !latest.gate.has(index)) return latest;
		const size = data.node.executeOnce ? 1 : items.length;
		const run = new Run(context, size, latest);
		latest?.stop();
		Run.latest.set(data, run);
		return run;
	}

	private static ofCall(context: IExecutePaginationFunctions, data: object): Run {
		const calls = Run.latestCalls.get(data) ?? new Map<string, Run>();
		Run.latestCalls.set(data, calls);
		const { name } = context.getNode();
		const run = new Run(context, 1, calls.get(name), true);
		calls.set(name, run);
		return run;
	}

	readonly gate: Gate;

	readonly tally: Tally;

	readonly queue: KeyedQueue;

	readonly rateLimit: RateLimit;

	readonly history: History;

	readonly lookup: Lookup<NotSent>;

	readonly engagements: Engagements<NotSent>;

	readonly maxRetries: number;

	/**
	 * Where requests are sent, or why nothing may be sent there, and the secrets that no output may contain. The
	 * credential is read once for all items.
	 */
	private readonly credential: Promise<{ address: string | ParameterError; secrets: string[] }>;

	/** Why none of the items may be sent. */
	private readonly errors: Error[];

	/** The keys of the items that create a referral. */
	private readonly createdKeys = new Set<string>();

	/** The number of items being processed: while there are any, the run listens for its cancellation. */
	private activeItems = 0;

	/** Called when no item is being processed any more. */
	private readonly whenIdle: Array<() => void> = [];

	private constructor(
		context: IExecutePaginationFunctions,
		size: number,
		before?: Run,
		private readonly isCall = false,
	) {
		const options = readRunOptions(context);
		this.errors = errorsIn(options.error);
		this.maxRetries = options.maxRetries;
		this.credential = context
			.getCredentials<Addresses & IDataObject>(CREDENTIAL)
			.then((data) => ({ address: apiAddress(data), secrets: secretsIn(data) }));
		// Items await it only after all of them have entered; until then, a rejection would be unhandled.
		this.credential.catch(() => undefined);
		this.queue = before?.queue ?? new KeyedQueue();
		this.rateLimit = before?.rateLimit ?? new RateLimit(options.maxConcurrentRequests);
		this.history = before?.history ?? new History();
		this.lookup = new Lookup(before?.lookup);
		this.engagements = new Engagements(before?.engagements);
		this.tally = new Tally(size);
		this.gate = new Gate({
			size,
			stopsOnFailure: !context.continueOnFail(),
			startsAtOnce: !usesBatching(context, size),
		});
	}

	/** Adds an item whose preSend functions have run, with or without an error. */
	enter(
		context: IExecutePaginationFunctions,
		routed: DeclarativeRestApiSettings.ResultOptions,
	): Item {
		const key = this.isCall
			? contentOf(routed.options as IHttpRequestOptions)
			: String(context.getItemIndex());
		const item = new Item(context, routed, this.history.memoryOf(key));
		item.error = operationError(item.request) ?? combined([...item.plan.errors, ...this.errors]);
		this.gate.enter({ index: item.itemIndex, error: item.error });
		if (canBeLookedUp(item) && item.memory.output === undefined)
			this.lookup.announce(item.plan.key!);
		if (this.activeItems++ === 0) {
			const signal = context.getExecutionCancelSignal();
			if (signal?.aborted) this.cancel();
			signal?.addEventListener('abort', this.cancel);
		}
		return item;
	}

	/** Resolves when the item may be queued: all items are validated, and the address is known. */
	async open(item: Item): Promise<void> {
		await this.gate.opens;
		const { address, secrets } = await this.credential;
		item.secrets = secrets;
		if (typeof address === 'string') item.setBaseUrl(address);
		else item.error ??= address;
		// An item that is done waits for the lookup of others with its key, so that all of them keep their order.
		const isWaiting = item.plan.creation !== undefined && canBeLookedUp(item);
		if (isWaiting && this.lookup.has(item.plan.key!)) await this.lookUp(item);
	}

	/** What can be rejected is rejected after the lookup, before anything is written. */
	private async lookUp(item: Item): Promise<void> {
		const { key, creation } = item.plan;
		const matches = await this.lookup.find(key!, listReader(item, this));
		if (item.memory.output !== undefined) return;
		item.memory.isRead = true;
		if (!creation || !Array.isArray(matches)) return;
		const error = errorIn(item.plan, matches);
		// An earlier item creates what this one changes.
		if (matches.length === 0 && this.createdKeys.has(item.queueKey)) return;
		if (error === undefined) {
			if (matches.length === 0) this.createdKeys.add(item.queueKey);
			return;
		}
		item.error = error;
		this.gate.reject();
	}

	/**
	 * Records that an item has finally failed, or that n8n has begun a new attempt of the node. If the node stops on errors,
	 * no other item is sent or waits.
	 */
	stop(): void {
		if (this.gate.close()) this.rateLimit.endPointlessWaits();
	}

	/** What was sent for any item; the same for all items of a run that has stopped, of which there may be many. */
	readonly sent = () => (this.sentBeforeStop ??= this.history.sent());

	private sentBeforeStop?: Sent;

	/** Resolves when no item is being processed. */
	async idle(): Promise<void> {
		if (this.activeItems > 0) await new Promise<void>((resolve) => this.whenIdle.push(resolve));
	}

	leave({ context, itemIndex, memory }: Item, state: ItemState): void {
		this.tally.record(itemIndex, state);
		memory.users -= 1;
		// An agent may make the same call again on purpose, unless the last one has not been finished.
		const isUnfinished = memory.created !== undefined && memory.output === undefined;
		if (this.isCall && memory.unknown === undefined && !isUnfinished) this.history.forget(memory);
		if (--this.activeItems === 0) {
			context.getExecutionCancelSignal()?.removeEventListener('abort', this.cancel);
			for (const resolve of this.whenIdle.splice(0)) resolve();
		}
	}

	private readonly cancel = () => {
		this.rateLimit.cancel();
	};
}

/** Whether the item has a key that can be looked up. */
function canBeLookedUp({ plan, error }: Item): boolean {
	return plan.key !== undefined && error === undefined;
}

/**
 * What a tool call requests; the same in all its attempts. A read is a call of its own: nothing of it is needed in the
 * next attempt, and its output depends on more than the request.
 */
function contentOf(request: IHttpRequestOptions): string {
	const { method, url, qs, headers, body } = request;
	const { key, creation, patch } = planOf(request);
	if (method === 'GET' && !creation) return newRequestId();
	const upsert = key && creation && { key, creation, document: patch.toDocument() };
	return JSON.stringify([method, url, qs, headers, body, upsert]);
}

/** Without a known operation, n8n's routing has no URL, and would send the request nevertheless. */
function operationError({ url }: IHttpRequestOptions): ParameterError | undefined {
	if (url) return undefined;
	return new ParameterError(
		'Operation',
		'This version of the node does not have the selected "Resource" and "Operation"',
		'Choose them in the node, not by expression. If the workflow was created with a newer version of the node, update the node.',
	);
}

/** n8n's Batching, one of the node's settings, starts the items in groups, with a pause in between. */
function usesBatching(context: IExecutePaginationFunctions, size: number): boolean {
	const { batching } = context.getNodeParameter('requestOptions', {}) as {
		batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	};
	const { batchSize = 0, batchInterval = 0 } = batching?.batch ?? {};
	return batchInterval > 0 && (batchSize > 0 ? batchSize : 1) < size;
}
