import { Admission } from '../../../../../nodes/MicrosoftPartnerCenter/run/schedule/admission';
import { retryWait } from '../../../../../nodes/shared/api/backoff';
import type { Counter, RetryAfter } from './countingServices.mts';

/** A run of requests that are all ready to be sent, without n8n and without a network. */
export interface Model {
	requests: number;
	maxConcurrent: number;
	counter: Counter;
	retryAfter: RetryAfter;
	/** From the beginning of a request to its answer, in milliseconds. It arrives in the middle of that. */
	latency: number;
	/** The extra time of the given request, in milliseconds. */
	jitter: (index: number) => number;
	/** What n8n needs for one request, one after the other, in milliseconds. */
	cost: number;
	/** From 0 to 1. */
	random: () => number;
}

export interface Played {
	/** When the last answer arrived, in milliseconds; infinite if that never happens. */
	duration: number;
	accepted: number;
	throttled: number;
	maxInFlight: number;
	/** How often one request was sent again, at most. */
	maxRetries: number;
	/** Whether a request was sent during a pause that an answer had requested. */
	isPauseBroken: boolean;
}

/** A request that waits or is in flight, and how often it was sent before. */
interface Request {
	retries: number;
}

interface InFlight extends Request {
	begunAt: number;
	arrivesAt: number;
	answeredAt: number;
	/** What the service has counted; undefined before it arrives. */
	refusedFor?: number;
}

/** Numbers that are the same for the same seed. */
function sequence(seed: number): () => number {
	let state = seed + 1;
	return () => {
		state = (state * 16_807) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

/** With n8n's cost for one request, and answers that take a little longer or shorter. */
export function common(
	seed: number,
	latency: number,
): Omit<Model, 'requests' | 'counter' | 'retryAfter'> {
	const random = sequence(seed);
	const jitter = () => random() * Math.max(2, latency / 5);
	return { maxConcurrent: 50, latency, jitter, cost: 1.5, random };
}

/** Plays the run by a clock that jumps from one event to the next. */
export function play(model: Model): Played {
	const { requests, maxConcurrent, counter, retryAfter, latency, jitter, cost, random } = model;
	const admission = new Admission(maxConcurrent);
	const played: Played = {
		duration: 0,
		accepted: 0,
		throttled: 0,
		maxInFlight: 0,
		maxRetries: 0,
		isPauseBroken: false,
	};
	const again: Request[] = [];
	let inFlight: InFlight[] = [];
	let [now, idleFrom, pausedUntil, sent, unsent] = [0, 0, 0, 0, requests];

	const begin = () => {
		played.isPauseBroken ||= now < pausedUntil;
		admission.begin(now);
		if (again.length === 0) unsent -= 1;
		const request = again.shift() ?? { retries: 0 };
		const duration = latency + jitter(sent);
		const times = { begunAt: now, arrivesAt: now + duration / 2, answeredAt: now + duration };
		inFlight.push({ ...request, ...times });
		played.maxInFlight = Math.max(played.maxInFlight, inFlight.length);
		idleFrom = now + cost;
		sent += 1;
	};

	const end = (request: InFlight) => {
		inFlight = inFlight.filter((other) => other !== request);
		admission.end();
		if (request.refusedFor === 0) {
			admission.succeeded(request.begunAt);
			played.accepted += 1;
			return;
		}
		const requestedWait = retryAfter(request.refusedFor!);
		const wait = retryWait(request.retries, { requestedWait }, random());
		admission.throttled(request.begunAt, now, wait);
		pausedUntil = Math.max(pausedUntil, now + wait);
		again.push({ retries: request.retries + 1 });
		played.throttled += 1;
		played.maxRetries = Math.max(played.maxRetries, request.retries + 1);
	};

	while (played.accepted < requests) {
		const isWaiting = again.length + unsent > 0;
		const startsAt = isWaiting ? Math.max(now + admission.waitBeforeNext(now), idleFrom) : Infinity;
		const answersAt = Math.min(...inFlight.map(({ answeredAt }) => answeredAt));
		now = Math.min(startsAt, answersAt);
		if (now === Infinity) return { ...played, duration: Infinity };
		const arrived = inFlight.filter((one) => one.refusedFor === undefined && one.arrivesAt <= now);
		for (const one of arrived.sort((a, b) => a.arrivesAt - b.arrivesAt)) {
			one.refusedFor = counter(one.arrivesAt);
		}
		if (answersAt <= startsAt) end(inFlight.find(({ answeredAt }) => answeredAt === answersAt)!);
		else if (admission.waitBeforeNext(now) === 0) begin();
	}
	return { ...played, duration: now };
}
