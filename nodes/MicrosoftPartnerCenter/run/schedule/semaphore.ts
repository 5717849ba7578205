/**
 * Limits how many tasks run at a time; permits are granted in the order of the requests for them.
 *
 * All tasks that get a permit in one turn of the event loop begin together, after everything else in that turn. A
 * request that begins right after the answer to another one takes clearly longer than several in a row
 * (bench/README.md).
 */
export class Semaphore {
	private readonly waiting: Array<() => void> = [];

	/** Its message arrives in the next turn of the event loop; nodes may not use timers. Closed when no task waits. */
	private channel?: InstanceType<typeof MessageChannel>;

	private isScheduled = false;

	/** @param permits how many tasks may run at a time */
	constructor(private permits: number) {}

	/** Resolves as soon as there is a permit. */
	async acquire(): Promise<void> {
		await new Promise<void>((begin) => {
			this.waiting.push(begin);
			this.schedule();
		});
	}

	release(): void {
		this.permits += 1;
		this.schedule();
	}

	/** Grants a permit to every task from now on. */
	releaseAll(): void {
		this.permits = Infinity;
		this.schedule();
	}

	private schedule(): void {
		if (this.isScheduled || this.permits === 0 || this.waiting.length === 0) return;
		this.isScheduled = true;
		if (this.channel === undefined) {
			this.channel = new MessageChannel();
			this.channel.port1.on('message', this.grant);
		}
		this.channel.port2.postMessage(undefined);
	}

	private readonly grant = () => {
		this.isScheduled = false;
		const next = this.waiting.splice(0, this.permits);
		this.permits -= next.length;
		if (this.waiting.length === 0) {
			this.channel?.port1.close();
			this.channel = undefined;
		}
		for (const begin of next) begin();
	};
}
