import { sleep } from 'n8n-workflow';
import type { IExecutePaginationFunctions } from 'n8n-workflow';

/**
 * What the items of one run of the node share. It hangs on the run's own data, so that a run that hangs
 * holds up nobody and nothing outlives a run.
 */
export class Run {
	private static readonly runs = new WeakMap<object, Run>();

	/**
	 * The run that this item belongs to.
	 *
	 * Retry On Fail runs the node again with the same data: an item that comes a second time begins a new
	 * run. A call by an agent has its own input beside the data of the agent's node, and is a run of its own.
	 */
	static of(context: IExecutePaginationFunctions): Run {
		const data = context.getExecuteData();
		const items = data.data.main?.[0] ?? [];
		const index = context.getItemIndex();
		if (items[index] !== context.getInputData()) return new Run(context, 1);

		let run = Run.runs.get(data);
		if (run === undefined || run.entered.has(index)) {
			run = new Run(context, data.node.executeOnce ? 1 : items.length);
			Run.runs.set(data, run);
		}
		return run;
	}

	/** Resolves when n8n has started all items that it starts at once, so that all of their checks are done. */
	readonly started = sleep(0);

	private readonly entered = new Set<number>();

	private readonly stopsOnFailure: boolean;

	private readonly startsAtOnce: boolean;

	private refused = 0;

	private failed = false;

	private allEntered!: () => void;

	private readonly entrance = new Promise<void>((resolve) => (this.allEntered = resolve));

	private constructor(
		context: IExecutePaginationFunctions,
		private readonly size: number,
	) {
		this.stopsOnFailure = !context.continueOnFail();
		this.startsAtOnce = !batches(context, size);
	}

	/** Counts an item whose checks are done, whether or not one of them refused it. */
	enter(index: number, refusal?: Error): void {
		this.entered.add(index);
		if (refusal) this.refused += 1;
		if (this.entered.size === this.size) this.allEntered();
	}

	/**
	 * Whether this item must stay unsent and silent, because the node stops on another's account: an item
	 * failed for good, was refused by a check, or ended the run by a broken expression and never came here.
	 */
	holdsBack(refusal?: Error): boolean {
		if (!this.stopsOnFailure) return false;
		if (this.failed) return true;
		if (!this.startsAtOnce) return false;
		return this.entered.size < this.size || (this.refused > 0 && !refusal);
	}

	/**
	 * Takes note of a failure.
	 *
	 * @returns whether the node stops for it. It resolves once all items are here: n8n does not listen to
	 * an item's promise before it has started them all, and a rejection before that would be unhandled.
	 */
	async stops(): Promise<boolean> {
		if (!this.stopsOnFailure) return false;
		this.failed = true;
		await this.entrance;
		return true;
	}
}

/** n8n's Batching, among the node's settings, starts the items in turns, with a pause in between. */
function batches(context: IExecutePaginationFunctions, size: number): boolean {
	const { batching } = context.getNodeParameter('requestOptions', {}) as {
		batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	};
	const { batchSize = 1, batchInterval = 0 } = batching?.batch ?? {};
	return batchInterval > 0 && Math.max(batchSize, 1) < size;
}
