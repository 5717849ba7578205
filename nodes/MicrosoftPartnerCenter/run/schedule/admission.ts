import { Concurrency } from './concurrency';
import { Pace } from './pace';

/**
 * When the requests of a run may begin: within the limit of concurrent requests, at a pace that the service allows, and
 * not while it has requested a pause. Requests are identified by the time at which they began.
 *
 * Times are in milliseconds of any clock that doesn't go back.
 */
export class Admission {
	private readonly concurrency: Concurrency;

	private readonly pace = new Pace();

	private inFlight = 0;

	private pausedUntil = -Infinity;

	/** @param maxConcurrent an upper bound of the number of concurrent requests */
	constructor(maxConcurrent: number) {
		this.concurrency = new Concurrency(maxConcurrent);
	}

	/** How long the next request has to wait; infinitely if it has to wait for the answer to another one. */
	waitBeforeNext(now: number): number {
		if (this.inFlight >= this.concurrency.limit) return Infinity;
		return Math.max(0, this.pausedUntil - now, this.pace.next - now);
	}

	begin(now: number): void {
		this.inFlight += 1;
		this.pace.begin(now);
	}

	/** Records that a request ended, with an answer or without. */
	end(): void {
		this.inFlight -= 1;
	}

	/** Records an answer without overload. */
	succeeded(begunAt: number): void {
		this.concurrency.succeeded(begunAt);
		this.pace.succeeded(begunAt);
	}

	/** Records that the service was overloaded. It may have executed the request. */
	overloaded(begunAt: number, now: number): void {
		this.concurrency.overloaded(begunAt, now);
	}

	/** Records that the service did not execute the request, and has requested a pause. */
	throttled(begunAt: number, now: number, wait: number): void {
		this.concurrency.overloaded(begunAt, now);
		this.pace.throttled(begunAt, now);
		this.pausedUntil = Math.max(this.pausedUntil, now + wait);
	}
}
