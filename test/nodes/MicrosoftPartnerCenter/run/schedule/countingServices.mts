/** Counts a request that arrives. @returns 0 if it is accepted, else after how many milliseconds one may be again */
export type Counter = (now: number) => number;

/** A token bucket. */
export function bucket(perSecond: number, burst: number, available = burst): Counter {
	let tokens = available;
	let filledAt = 0;
	return (now) => {
		tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
		filledAt = now;
		if (tokens < 1) return ((1 - tokens) / perSecond) * 1000;
		tokens -= 1;
		return 0;
	};
}

/** Counts anew in each window of time, the first of which has begun the given number of milliseconds before. */
export function windows(count: number, { begun = 0, length = 1000 } = {}): Counter {
	let window = -1;
	let counted = 0;
	return (now) => {
		const current = Math.floor((now + begun) / length);
		if (current !== window) counted = 0;
		window = current;
		if (counted >= count) return (current + 1) * length - begun - now;
		counted += 1;
		return 0;
	};
}

/** Counts what it has accepted within the last second. */
export function slidingSecond(perSecond: number): Counter {
	let accepted: number[] = [];
	return (now) => {
		accepted = accepted.filter((time) => time > now - 1000);
		if (accepted.length >= perSecond) return accepted[0] + 1000 - now;
		accepted.push(now);
		return 0;
	};
}

/** Some of what it allows is used by other clients: one request more for each of ours, as long as they are active. */
export function sharedWithOthers(counter: Counter, areActive: (now: number) => boolean): Counter {
	return (now) => {
		const wait = counter(now);
		if (areActive(now)) counter(now);
		return wait;
	};
}

/** The wait that a 429 requests, in milliseconds, given the time after which a request may be accepted again. */
export type RetryAfter = (milliseconds: number) => number | undefined;

export const wholeSeconds: RetryAfter = (milliseconds) =>
	Math.max(1, Math.ceil(milliseconds / 1000)) * 1000;

export const oneSecond: RetryAfter = () => 1000;

export const missing: RetryAfter = () => undefined;

export const exact: RetryAfter = (milliseconds) => milliseconds;
