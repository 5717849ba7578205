import fc from 'fast-check';

import { randomRuns } from '../../../../randomRuns.mts';
import { common, play } from './admissionModel.mts';
import {
	bucket,
	oneSecond,
	sharedWithOthers,
	slidingSecond,
	wholeSeconds,
	windows,
} from './countingServices.mts';
import type { Counter } from './countingServices.mts';

const unlimited: Counter = () => 0;

/** A service that counts like the first before the given time, and then like the second. */
const changing =
	(before: Counter, after: Counter, time: number): Counter =>
	(now) =>
		(now < time ? before : after)(now);

const runOf = (requests: number, counter: Counter, latency = 20, seed = 1) =>
	play({ ...common(seed, latency), requests, counter, retryAfter: wholeSeconds });

test('without a limit, 500 requests at 100 ms take hardly longer than with 50 at once', () => {
	fc.assert(
		fc.property(fc.nat(), (seed) => {
			const { duration, throttled } = runOf(500, unlimited, 100, seed);

			// Four rounds lead to 50 at once.
			expect(duration).toBeLessThan((4 + 500 / 50) * 120);
			expect(throttled).toBe(0);
		}),
		randomRuns({ short: 20, long: 500 }),
	);
});

test.each([
	['no limit', unlimited],
	['a limit', bucket(50, 20)],
])('an upper bound of 1 is strictly sequential with %s', (_name, counter) => {
	expect(runOf(200, counter).duration).toBeLessThan(Infinity);

	const { maxInFlight } = play({
		...common(1, 20),
		maxConcurrent: 1,
		requests: 200,
		counter,
		retryAfter: oneSecond,
	});

	expect(maxInFlight).toBe(1);
});

test('the run uses most of what the service allows per second, whatever that is', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 10, max: 200 }),
			// With longer ones, the number of concurrent requests is what limits the run until it has grown again.
			fc.integer({ min: 1, max: 30 }),
			fc.constantFrom(bucket, (perSecond: number) => windows(perSecond), slidingSecond),
			fc.nat(),
			(perSecond, latency, counting, seed) => {
				const requests = 40 * perSecond;
				const counter = counting(perSecond, perSecond);

				const { duration, throttled } = runOf(requests, counter, latency, seed);

				expect(duration).toBeLessThanOrEqual(1.3 * 40_000);
				expect(throttled).toBeLessThanOrEqual(requests / 6);
			},
		),
		randomRuns({ short: 15, long: 1_000 }),
	);
});

test('what a service allows per minute is used at once, with few more requests', () => {
	const { duration, throttled } = runOf(1500, windows(600, { length: 60_000 }));

	expect(duration).toBeLessThan(130_000);
	expect(throttled).toBeLessThan(75);
});

test('a service that comes to allow more gets more', () => {
	const counter = changing(bucket(50, 50), bucket(500, 500), 10_000);

	// 500 in the first ten seconds; at 50 a second, the others would take 50 s more.
	expect(runOf(3000, counter).duration).toBeLessThan(50_000);
});

test('a service that comes to allow less gets less', () => {
	const counter = changing(bucket(50, 50), bucket(10, 10), 10_000);

	const { duration, throttled } = runOf(1000, counter);

	expect(duration).toBeLessThan(1.15 * 60_000);
	expect(throttled).toBeLessThan(100);
});

test('other clients get their share, and the run takes theirs when they have ended', () => {
	const counter = sharedWithOthers(windows(50), (now) => now < 20_000);

	const { duration, throttled } = runOf(2000, counter);

	// 25 per second for 20 s; at that, the others would take 60 s more.
	expect(duration).toBeLessThan(65_000);
	expect(throttled).toBeLessThan(200);
});

test('a single refusal for an unknown reason does not slow down the run for long', () => {
	let arrived = 0;
	const counter: Counter = () => ((arrived += 1) === 3 ? 1000 : 0);

	// At 2 per second, 2,000 requests would take 1,000 s.
	expect(runOf(2000, counter).duration).toBeLessThan(30_000);
});
