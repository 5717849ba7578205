/**
 * What has become of an item:
 * - `done`: it succeeded
 * - `invalid`: a parameter is not acceptable
 * - `failed`: its request failed
 * - `mayBeSent`: the execution was canceled after a request that writes was sent
 * - `interrupted`: the execution was canceled while it was reading
 * - `notStarted`: nothing that it requests was sent
 */
export type ItemState = 'done' | 'invalid' | 'failed' | 'mayBeSent' | 'interrupted' | 'notStarted';

/** Counts what has become of the items of a run, for the messages about the whole run. */
export class Tally {
	private readonly states = new Map<number, ItemState>();

	private readonly items = new Map<ItemState, Set<number>>();

	/** @param size the number of items of the run */
	constructor(readonly size: number) {}

	record(itemIndex: number, state: ItemState): void {
		this.itemsOf(this.states.get(itemIndex) ?? state).delete(itemIndex);
		this.itemsOf(state).add(itemIndex);
		this.states.set(itemIndex, state);
	}

	/** The number of items in this state. Items without a state have not been started. */
	count(state: ItemState): number {
		const unknown = state === 'notStarted' ? this.size - this.states.size : 0;
		return this.itemsOf(state).size + unknown;
	}

	/** The indexes of the items in this state. */
	itemsIn(state: ItemState): number[] {
		return [...this.itemsOf(state)];
	}

	private itemsOf(state: ItemState): Set<number> {
		const items = this.items.get(state) ?? new Set();
		this.items.set(state, items);
		return items;
	}
}
