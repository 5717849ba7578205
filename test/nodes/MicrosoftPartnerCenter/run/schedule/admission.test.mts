import fc from 'fast-check';

import { randomRuns } from '../../../../randomRuns.mts';
import { common, play } from './admissionModel.mts';
import type { Model } from './admissionModel.mts';
import {
	bucket,
	exact,
	missing,
	oneSecond,
	slidingSecond,
	wholeSeconds,
	windows,
} from './countingServices.mts';
import type { Counter } from './countingServices.mts';

const PER_SECOND = 50;

const countings: Array<[name: string, counting: () => Counter]> = [
	['a bucket of 10', () => bucket(PER_SECOND, 10)],
	['a bucket of 20', () => bucket(PER_SECOND, 20)],
	['a bucket of 50', () => bucket(PER_SECOND, 50)],
	['a bucket of 100', () => bucket(PER_SECOND, 100)],
	['seconds', () => windows(PER_SECOND)],
	['seconds, one of which has begun', () => windows(PER_SECOND, { begun: 350 })],
	['seconds, one of which is about to end', () => windows(PER_SECOND, { begun: 950 })],
	['the last second', () => slidingSecond(PER_SECOND)],
];

const retryAfters = { wholeSeconds, oneSecond, missing, exact };

/** With a latency of 100 ms, one run in six takes over 1.15 times as long as the service allows, up to 1.2 times. */
const RUNS = 9;

/** Seeds that differ, which an array of random numbers does not promise. */
const seeds = fc
	.nat()
	.map((first) => Array.from({ length: RUNS }, (_, run) => first + run * 1_000_003));

const rate = fc.integer({ min: 2, max: 300 });

const anyCounter = fc.oneof(
	fc
		.tuple(rate, fc.integer({ min: 1, max: 200 }), fc.boolean())
		.map(([perSecond, burst, isFull]) => bucket(perSecond, burst, isFull ? burst : 0)),
	fc.tuple(rate, fc.nat(999)).map(([perSecond, begun]) => windows(perSecond, { begun })),
	rate.map(slidingSecond),
);

const anyModel = fc
	.record({
		requests: fc.integer({ min: 1, max: 400 }),
		maxConcurrent: fc.integer({ min: 1, max: 60 }),
		counter: anyCounter,
		retryAfter: fc.constantFrom(...Object.values(retryAfters)),
		latency: fc.integer({ min: 1, max: 300 }),
		cost: fc.constantFrom(0, 1, 5),
		seed: fc.nat(),
	})
	.map(({ seed, ...model }): Model => ({ ...common(seed, model.latency), ...model }));

test('whatever the service allows, all requests are accepted, within the upper bound and never during a pause', () => {
	fc.assert(
		fc.property(anyModel, (model) => {
			const played = play(model);

			expect(played.accepted).toBe(model.requests);
			expect(played.maxInFlight).toBeLessThanOrEqual(model.maxConcurrent);
			expect(played.isPauseBroken).toBe(false);
		}),
		randomRuns({ short: 150, long: 10_000 }),
	);
});

describe.each(countings)('if the service counts by %s', (_name, counting) => {
	test.each([
		['whole seconds', wholeSeconds],
		['one second', oneSecond],
		['nothing', missing],
		['the exact time', exact],
	])(
		'and Retry-After says %s, 1,000 requests take hardly longer than it allows, with at most 10 %% more requests',
		(_retryAfter, retryAfter) => {
			fc.assert(
				fc.property(fc.constantFrom(1, 5, 20, 50, 100), seeds, (latency, ofRuns) => {
					const all = ofRuns.map((seed) =>
						play({ ...common(seed, latency), retryAfter, counter: counting(), requests: 1000 }),
					);
					const mean = all.reduce((total, { duration }) => total + duration, 0) / RUNS;

					// The latency of the rounds before the first pause is part of the duration.
					expect((mean - 5 * latency) / 20_000).toBeLessThanOrEqual(1.15);
					for (const { throttled, maxRetries } of all) {
						expect(throttled).toBeLessThanOrEqual(100);
						expect(maxRetries).toBeLessThanOrEqual(5);
					}
				}),
				randomRuns({ short: 1, long: 60 }),
			);
		},
	);
});
