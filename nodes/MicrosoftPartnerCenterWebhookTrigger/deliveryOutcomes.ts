/** The response to a delivery: the event was dealt with, or Partner Center is to deliver it again. */
export type Outcome = 200 | 500;

interface Remembered {
	outcome: Outcome;
	since: number;
	duration: number;
}

/** The maximum number of deliveries that are remembered. */
const MAX_REMEMBERED = 1_000;

/**
 * What became of the deliveries to one trigger, by their keys. It is in memory because n8n does not store a node's
 * static data if the delivery fails, and because deliveries at the same time overwrite each other's static data.
 */
export class DeliveryOutcomes {
	private readonly remembered = new Map<string, Remembered>();

	private readonly underWay = new Map<string, Promise<unknown>>();

	/**
	 * Processes a delivery, unless the outcome of an earlier copy is remembered. A copy that is being processed is
	 * awaited first.
	 */
	async process<T>(key: string, processing: () => Promise<T>): Promise<T | Outcome> {
		while (this.underWay.has(key)) await this.underWay.get(key);
		const outcome = this.outcomeOf(key);
		if (outcome !== undefined) return outcome;
		const result = processing();
		const end = result.catch(() => undefined).finally(() => this.underWay.delete(key));
		this.underWay.set(key, end);
		return await result;
	}

	/** @param duration how long copies get the same response without being processed, in milliseconds */
	remember(key: string, outcome: Outcome, duration = Infinity): void {
		this.remembered.delete(key);
		this.remembered.set(key, { outcome, since: Date.now(), duration });
		for (const oldest of [...this.remembered.keys()].slice(0, -MAX_REMEMBERED)) {
			this.remembered.delete(oldest);
		}
	}

	private outcomeOf(key: string): Outcome | undefined {
		const found = this.remembered.get(key);
		return found && Math.abs(Date.now() - found.since) < found.duration ? found.outcome : undefined;
	}
}
