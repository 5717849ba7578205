import { sleep } from 'n8n-workflow';

/** An item, as far as the gate is concerned. */
interface GateItem {
	index: number;
	/** Why it must not be sent. */
	error?: Error;
	/** Whether its request, one that writes, was sent and may have been executed. */
	isSent: boolean;
}

/** The settings of the node that decide what is sent after an item has failed. */
export interface GateSettings {
	/** The number of items of the run. */
	size: number;
	/** Whether the node stops on a failure. */
	stopsOnFailure: boolean;
	/** Whether n8n starts all items at once; with its Batching, it starts them in groups. */
	startsAtOnce: boolean;
}

/**
 * If the node stops on errors, nothing is sent before all items have been validated, nothing at all if one is
 * invalid, and nothing more after one has finally failed.
 */
export class Gate {
	/** Resolves when n8n has started, and so validated, all items that it starts at once. */
	readonly opens = sleep(0);

	private readonly entered = new Set<number>();

	private invalidItems = 0;

	private isClosed = false;

	private resolveAllEntered!: () => void;

	private readonly allEntered = new Promise<void>((resolve) => (this.resolveAllEntered = resolve));

	constructor(private readonly settings: GateSettings) {}

	has(itemIndex: number): boolean {
		return this.entered.has(itemIndex);
	}

	enter({ index, error }: Pick<GateItem, 'index' | 'error'>): void {
		this.entered.add(index);
		if (error) this.invalidItems += 1;
		if (this.entered.size === this.settings.size) this.resolveAllEntered();
	}

	/**
	 * Whether an item must stay unsent and produce no output, because the node stops on another item: one that has
	 * finally failed, is invalid, or never got here because its expression is broken.
	 */
	holdsBack({ isSent, error }: Pick<GateItem, 'isSent' | 'error'>): boolean {
		const { stopsOnFailure, startsAtOnce, size } = this.settings;
		if (isSent || !stopsOnFailure) return false;
		if (this.isClosed) return true;
		return startsAtOnce && (this.entered.size < size || (this.invalidItems > 0 && !error));
	}

	/** Records that an item has become invalid after it entered. */
	reject(): void {
		this.invalidItems += 1;
	}

	/**
	 * Records that an item has finally failed, or that n8n has begun a new attempt of the node.
	 *
	 * @returns whether items are held back from now on that were not before
	 */
	close(): boolean {
		const holdsMoreBack = this.settings.stopsOnFailure && !this.isClosed;
		this.isClosed = true;
		return holdsMoreBack;
	}

	/**
	 * Whether the node stops on a failure. Resolves after all items have entered: n8n does not listen to an
	 * item's promise before it has started them all, and a rejection before that would be unhandled.
	 */
	async stops(): Promise<boolean> {
		if (this.settings.stopsOnFailure) await this.allEntered;
		return this.settings.stopsOnFailure;
	}
}
