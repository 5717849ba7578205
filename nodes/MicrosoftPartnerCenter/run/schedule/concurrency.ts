/** How many requests a run starts with. */
const START = 5;

/**
 * How many requests may be in flight, adapted to the service as TCP adapts its congestion window: the number doubles
 * after each round of answers until the service is overloaded for the first time, which halves it. From then on, each
 * round adds one.
 *
 * Times are in milliseconds of any clock that doesn't go back.
 */
export class Concurrency {
	limit: number;

	private isDoubling = true;

	private answersInRound = 0;

	private lastDecrease = -Infinity;

	/** @param max an upper bound of the limit */
	constructor(private readonly max: number) {
		this.limit = Math.min(START, max);
	}

	/** Records an answer without overload. */
	succeeded(begunAt: number): void {
		if (begunAt <= this.lastDecrease) return;
		this.answersInRound += 1;
		if (this.answersInRound < this.limit) return;
		this.answersInRound = 0;
		this.limit = Math.min(this.max, this.isDoubling ? this.limit * 2 : this.limit + 1);
	}

	/** Records that the service was overloaded. Requests that were in flight together count once. */
	overloaded(begunAt: number, now: number): void {
		if (begunAt <= this.lastDecrease) return;
		this.lastDecrease = now;
		this.isDoubling = false;
		this.answersInRound = 0;
		this.limit = Math.max(1, Math.floor(this.limit / 2));
	}
}
