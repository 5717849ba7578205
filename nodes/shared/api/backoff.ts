import type { Failure } from './failure';

/** In milliseconds. */
const FIRST_BACKOFF = 500;
const MAX_BACKOFF = 30_000;

/**
 * How long to wait before a request is sent again, in milliseconds: the time that the service requests,
 * otherwise exponential backoff with full jitter.
 *
 * @param retries how many times it was sent again before
 * @param random a number from 0 to 1
 */
export function retryWait(
	retries: number,
	{ retryAfter, date }: Pick<Failure, 'retryAfter' | 'date'>,
	random = Math.random(),
): number {
	const backoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** retries);
	return requestedWait(retryAfter, date) ?? random * backoff;
}

const HTTP_DATE = /^[a-z]+, .*\d{4}.* GMT$/i;

/**
 * The time in Retry-After, in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). A date
 * refers to the service's clock, which its Date header shows.
 */
function requestedWait(retryAfter = '', date = ''): number | undefined {
	if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
	const until = HTTP_DATE.test(retryAfter) ? Date.parse(retryAfter) : NaN;
	if (Number.isNaN(until)) return undefined;
	const now = Date.parse(date);
	return Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
