import type { Failure } from './failure';

const FIRST_BACKOFF = 500;
const LONGEST_BACKOFF = 30_000;

/** How often one request may still be sent again. */
export class Retries {
	private used = 0;

	/** @param most 0 turns sending again off */
	constructor(private readonly most: number) {}

	get areOff(): boolean {
		return this.most === 0;
	}

	/** @returns whether there was one left to take */
	take(): boolean {
		if (this.used >= this.most) return false;
		this.used += 1;
		return true;
	}

	/**
	 * How long to wait after a failure, in milliseconds: as long as the service asks for, else exponential
	 * backoff with full jitter.
	 */
	waitAfter({ retryAfter, date }: Failure): number {
		const backoff = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** this.used);
		return askedFor(retryAfter, date) ?? Math.random() * backoff;
	}
}

const HTTP_DATE = /^[a-z]+, .*\d{4}.* GMT$/i;

/**
 * What Retry-After says, as seconds or as an HTTP date (RFC 9110, section 10.2.3), in milliseconds. A
 * date is meant by the service's clock, which its answer shows in the header Date.
 */
function askedFor(retryAfter = '', date = ''): number | undefined {
	if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
	const until = HTTP_DATE.test(retryAfter) ? Date.parse(retryAfter) : NaN;
	if (Number.isNaN(until)) return undefined;
	const now = Date.parse(date);
	return Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
