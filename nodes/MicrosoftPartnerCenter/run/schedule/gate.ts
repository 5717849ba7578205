import { sleep } from 'n8n-workflow';

import type { Item } from '../item';

/** How the node was set up, as far as it decides what is sent after something was refused. */
export interface GateSettings {
	/** How many items the run has. */
	size: number;
	/** Whether the node is to stop on a failure. */
	stopsOnFailure: boolean;
	/** Whether n8n starts all items at once; under its Batching, they come in turns. */
	startsAtOnce: boolean;
}

/**
 * Where the node is to stop on a failure, nothing goes out before all items have been checked, nothing at
 * all if one was refused, and nothing more after one has failed for good.
 */
export class Gate {
	/** Resolves when n8n has started all items that it starts at once, so that their checks are done. */
	readonly opens = sleep(0);

	private readonly entered = new Set<number>();

	private refused = 0;

	private closed = false;

	private allEntered!: () => void;

	private readonly entrance = new Promise<void>((resolve) => (this.allEntered = resolve));

	constructor(private readonly settings: GateSettings) {}

	has(itemIndex: number): boolean {
		return this.entered.has(itemIndex);
	}

	enter({ index, plan }: Item): void {
		this.entered.add(index);
		if (plan.refusal) this.refused += 1;
		if (this.entered.size === this.settings.size) this.allEntered();
	}

	/**
	 * Whether an item must stay unsent and silent, because the node stops on another's account: one failed
	 * for good, was refused by a check, or ended the run by a broken expression and never came here.
	 */
	holdsBack({ sent, plan }: Item): boolean {
		const { stopsOnFailure, startsAtOnce, size } = this.settings;
		if (sent || !stopsOnFailure) return false;
		if (this.closed) return true;
		return startsAtOnce && (this.entered.size < size || (this.refused > 0 && !plan.refusal));
	}

	/** Takes note that an item has failed for good, or that n8n has begun the run anew. */
	close(): void {
		this.closed = true;
	}

	/**
	 * Whether the node stops on a failure. It resolves once all items are here: n8n does not listen to an
	 * item's promise before it has started them all, and a rejection before that would be unhandled.
	 */
	async stops(): Promise<boolean> {
		if (this.settings.stopsOnFailure) await this.entrance;
		return this.settings.stopsOnFailure;
	}
}
