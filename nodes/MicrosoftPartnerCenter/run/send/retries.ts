import { retryWait } from '../../../shared/api/backoff';
import type { Failure } from '../../../shared/api/failure';

/** The longest wait that a service is granted, in milliseconds. */
const MAX_WAIT = 120_000;

/** How many times one request may still be sent again, and after which wait. */
export class Retries {
	private used = 0;

	/** The wait that the service requested, in milliseconds, if it was too long to be granted. */
	rejectedWait?: number;

	/** @param max 0 turns retries off */
	constructor(private readonly max: number) {}

	get areOff(): boolean {
		return this.max === 0;
	}

	/** @returns whether there was a retry left to take */
	take(): boolean {
		if (this.used >= this.max) return false;
		this.used += 1;
		return true;
	}

	/** The wait after a failure, in milliseconds; undefined if it would be too long. */
	waitAfter(failure: Failure): number | undefined {
		const wait = retryWait(this.used, failure);
		if (wait <= MAX_WAIT) return wait;
		this.rejectedWait = wait;
		return undefined;
	}

	/** Takes a retry. @returns the wait before it; undefined if there is none left, or the wait is too long */
	takeAfter(failure: Failure): number | undefined {
		const wait = this.waitAfter(failure);
		return wait !== undefined && this.take() ? wait : undefined;
	}
}
