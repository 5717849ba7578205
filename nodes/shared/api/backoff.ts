/** In milliseconds. */
const FIRST_BACKOFF = 500;
const MAX_BACKOFF = 30_000;

/**
 * How long to wait before a request is sent again, in milliseconds: the time that the service requests, if that is
 * not too short, otherwise an exponential backoff. Only half of a backoff is random, so that the waits grow, and none
 * is too short.
 *
 * @param retries how many times it was sent again before
 * @param requestedWait in milliseconds; undefined if the service requested none
 * @param random a number from 0 to 1
 */
export function retryWait(
	retries: number,
	{ requestedWait = 0 }: { requestedWait?: number },
	random = Math.random(),
): number {
	if (requestedWait >= FIRST_BACKOFF) return requestedWait;
	const backoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** retries);
	return Math.max(requestedWait, ((1 + random) / 2) * backoff);
}
