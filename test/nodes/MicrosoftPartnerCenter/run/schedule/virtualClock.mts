/** Turns of the event loop after which an answer that was sent has reached the node: both are in one process. */
const QUIET_TURNS = 100;

/** A wait that ends at a time of the clock. */
interface Wait {
	ends: number;
	controller: AbortController;
}

/**
 * The time for the node and the simulator in place of the real one. It passes only while the node waits: as soon as
 * nothing else happens, the clock jumps to the end of the earliest wait. A slow machine does not change it.
 */
export class VirtualClock {
	/** In milliseconds. */
	now = 0;

	private readonly start = Date.now();

	private waits: Wait[] = [];

	/** Replaces the clock and the timer that the node uses, until jest restores them. */
	install(): void {
		jest.spyOn(performance, 'now').mockImplementation(() => this.now);
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
			const controller = new AbortController();
			this.waits.push({ ends: this.now + milliseconds, controller });
			return controller.signal;
		});
	}

	date(): Date {
		return new Date(this.start + this.now);
	}

	/**
	 * Lets time pass until the promise settles.
	 *
	 * @param activity a number that changes with everything that happens
	 */
	async until<T>(promise: Promise<T>, activity: () => number): Promise<T> {
		const settled = promise.then(
			() => true,
			() => true,
		);
		let isSettled: boolean;
		do {
			const jumped = this.jumpWhenQuiet(() => activity() + this.waits.length).then(() => false);
			isSettled = await Promise.race([settled, jumped]);
		} while (!isSettled);
		return await promise;
	}

	private async jumpWhenQuiet(activity: () => number): Promise<void> {
		const before = activity();
		for (let turn = 0; turn < QUIET_TURNS; turn++) {
			await new Promise((resolve) => setImmediate(resolve));
			if (activity() !== before) return;
		}
		if (this.waits.length === 0) return;
		this.now = Math.min(...this.waits.map(({ ends }) => ends));
		const ended = this.waits.filter(({ ends }) => ends <= this.now);
		this.waits = this.waits.filter(({ ends }) => ends > this.now);
		for (const { controller } of ended) controller.abort();
	}
}
