import { Capacity } from './capacity';

/** After how long the pace doubles while little is known about the service, in milliseconds. */
const DOUBLING = 1_000;

/** The share of the measured rate that is used: the measurement may be a little too high. */
const MARGIN = 0.98;

/** For how long a measurement is relied on, in milliseconds: per request that it is based on, and at most. */
const RELIANCE_PER_REQUEST = 400;
const MAX_RELIANCE = 18_000;

/** How late a request may begin without slowing down those after it, in milliseconds. */
const TOLERANCE = 50;

/** The rate in requests per millisecond, a given number of milliseconds after it began to apply. */
type Curve = (elapsed: number) => number;

/**
 * When the next request may begin, for a service that counts requests per unit of time. A limit of concurrent requests
 * can't adapt to such a service: if it answers within a millisecond, even one request at a time is too much.
 *
 * - There is no pace before the first 429.
 * - The first 429 shows how many requests the service accepts at once. If it accepts few, it may still allow many per
 *   second. The pace starts with twice as many per second, and doubles each second until the next 429.
 * - From then on, each 429 measures what the service allows. The pace stays a little below that for some time, and then
 *   grows until the next 429.
 *
 * Times are in milliseconds of any clock that doesn't go back.
 */
export class Pace {
	/** No request may begin before this time. */
	next = -Infinity;

	private readonly capacity = new Capacity();

	/** Undefined before the first 429. */
	private curve?: Curve;

	/** When the curve began to apply. The time in which requests began later than it allows is left out. */
	private since = 0;

	private lastThrottled = -Infinity;

	/**
	 * When the first request began that was refused since the latest pause. It is evaluated when the next request begins,
	 * so that answers that arrive during the pause count, too.
	 */
	private refused?: number;

	begin(now: number): void {
		this.evaluateRefusal(now);
		if (this.curve === undefined) return;
		const late = now - TOLERANCE - this.next;
		if (late > 0) {
			this.next += late;
			this.since += late;
		}
		this.next += 1 / this.rateAt(now);
	}

	succeeded(begunAt: number): void {
		this.capacity.accept(begunAt);
	}

	/** Records a 429. Those of requests that were in flight together count once. */
	throttled(begunAt: number, now: number): void {
		if (begunAt > this.lastThrottled) {
			this.lastThrottled = now;
			this.refused = begunAt;
			this.next = -Infinity;
		} else if (this.refused !== undefined) {
			this.refused = Math.min(this.refused, begunAt);
		}
	}

	/** @param now when the next request begins */
	private evaluateRefusal(now: number): void {
		if (this.refused === undefined) return;
		const exceeded = this.rateAt(this.refused);
		const measurement = this.capacity.refuse(this.refused);
		this.refused = undefined;
		if (measurement !== undefined) {
			const rate = Math.min(exceeded, measurement.rate);
			this.curve = this.curve ? relying(rate, measurement.accepted) : doubling(rate);
		}
		this.since = now;
		this.next = now;
	}

	private rateAt(now: number): number {
		return this.curve?.(Math.max(0, now - this.since)) ?? Infinity;
	}
}

const doubling =
	(rate: number): Curve =>
	(elapsed) =>
		2 * rate * 2 ** (elapsed / DOUBLING);

/** The rate doubles three times in each further period of reliance. @param accepted how many requests it is based on */
function relying(rate: number, accepted: number): Curve {
	const reliance = Math.min(MAX_RELIANCE, accepted * RELIANCE_PER_REQUEST);
	return (elapsed) => MARGIN * rate * Math.max(1, 2 ** (3 * (elapsed / reliance - 1)));
}
