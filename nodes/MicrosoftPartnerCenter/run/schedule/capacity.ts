/** The shortest window of time in which services count. Waiting for the end of a longer one gains nothing. */
const WINDOW = 1_000;

/** How many refusals are taken into account, and for how long, in milliseconds: the service may come to allow more. */
const REMEMBERED_REFUSALS = 3;
const MEMORY = 20_000;

/** How closely the rate of a bucket is determined. */
const STEP = 1.01;

/** The first request that the service refused after it had accepted others. */
interface Refusal {
	begunAt: number;
	/** The average rate that the service had accepted just before. */
	rate: number;
}

/** What a refusal shows. */
export interface Measurement {
	/** In requests per millisecond. */
	rate: number;
	/** How many accepted requests it is based on. */
	accepted: number;
}

/**
 * How many requests a service allows, concluded from those that it has accepted and refused. It is not known how the
 * service counts, and there are two usual ways:
 *
 * - It counts in a window of time. Then the window was full at each refusal.
 * - It counts by a bucket, from which each request takes a token, and which is filled at a constant rate. Then the bucket
 *   was empty at each refusal: as many tokens had been taken, except for those that had come in again.
 *
 * Requests are identified by the time at which they began. Times are in milliseconds of any clock that doesn't go back.
 */
export class Capacity {
	private accepted: number[] = [];

	private refusals: Refusal[] = [];

	/** Records that the service has accepted a request. */
	accept(begunAt: number): void {
		this.accepted.push(begunAt);
	}

	/**
	 * Records that the service has refused a request.
	 *
	 * @returns undefined if it has accepted no request since the refusal before: then nothing new is known
	 */
	refuse(begunAt: number): Measurement | undefined {
		const before = this.refusals.at(-1);
		const count = this.countBetween(before?.begunAt ?? -Infinity, begunAt);
		if (count === 0) return undefined;
		const inWindow = Math.max(1, this.countBetween(begunAt - WINDOW, begunAt));
		const refusal = { begunAt, rate: inWindow / WINDOW };
		const remembered = this.refusals.filter((other) => other.begunAt > begunAt - MEMORY);
		this.refusals = [...remembered.slice(1 - REMEMBERED_REFUSALS), refusal];
		this.accepted.sort((one, other) => one - other);
		let rate = Math.min(...this.refusals.map((other) => other.rate));
		if (before !== undefined) rate = this.rateOfBucket(before.begunAt, begunAt, rate);
		this.forget();
		return { rate, accepted: Math.max(count, inWindow) };
	}

	/** Only what was accepted since the refusal before the latest one is still needed. */
	private forget(): void {
		const oldest = this.refusals.at(-2)?.begunAt ?? -Infinity;
		this.accepted = this.accepted.filter((time) => time > oldest);
	}

	/** The lowest rate, from the given one, at which no more tokens were missing at the second refusal than at the first. */
	private rateOfBucket(first: number, second: number, lowest: number): number {
		// All of them in one millisecond.
		const highest = this.accepted.length;
		const hasFewerMissing = (rate: number) =>
			this.missingAt(second, rate) <= this.missingAt(first, rate);
		let rate = lowest;
		while (rate < highest && !hasFewerMissing(rate)) rate *= STEP;
		return rate;
	}

	/** How many tokens are missing in the bucket at the given time, if it is filled at the given rate. */
	private missingAt(time: number, rate: number): number {
		let missing = 0;
		let last = -Infinity;
		for (const begunAt of this.accepted) {
			if (begunAt > time) break;
			missing = Math.max(0, missing - (begunAt - last) * rate) + 1;
			last = begunAt;
		}
		return Math.max(0, missing - (time - last) * rate);
	}

	/** After the first of the times, up to the second. */
	private countBetween(after: number, until: number): number {
		return this.accepted.filter((time) => time > after && time <= until).length;
	}
}
