/** How many requests a second the gateway lets through, and how many at once before it begins to count. */
export interface RateLimit {
	perSecond: number;
	burst: number;
}

/** A token bucket, filled by the clock it is given. */
export class TokenBucket {
	private tokens: number;

	private filledAt: number;

	/** @param now in milliseconds */
	constructor(
		private readonly limit: RateLimit,
		now: number,
	) {
		this.tokens = limit.burst;
		this.filledAt = now;
	}

	/** Takes one token; 0 when there was one, else the whole seconds until there will be one. */
	take(now: number): number {
		const gained = ((now - this.filledAt) / 1000) * this.limit.perSecond;
		this.tokens = Math.min(this.limit.burst, this.tokens + gained);
		this.filledAt = now;
		if (this.tokens >= 1) {
			this.tokens -= 1;
			return 0;
		}
		return Math.max(1, Math.ceil((1 - this.tokens) / this.limit.perSecond));
	}
}
