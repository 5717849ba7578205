import fc from 'fast-check';

import { retryWait } from '../../../../nodes/shared/api/backoff';
import { randomRuns } from '../../../randomRuns.mts';

test('a wait is as long as the service requests', () => {
	expect(retryWait(0, { requestedWait: 7000 })).toBe(7000);
	expect(retryWait(9, { requestedWait: 1500 })).toBe(1500);
});

test.each([{}, { requestedWait: 0 }, { requestedWait: 1 }])(
	'without a requested wait worth the name (%j), it grows exponentially from 500 ms to 30 s',
	(failure) => {
		const waits = Array.from({ length: 9 }, (_, retries) => retryWait(retries, failure, 1));

		expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
	},
);

test('half of a backoff is random', () => {
	expect(retryWait(3, {}, 0)).toBe(2000);
	expect(retryWait(3, {}, 0.5)).toBe(3000);
	const waits = Array.from({ length: 200 }, () => retryWait(3, {}));
	expect(Math.min(...waits)).toBeLessThan(2500);
	expect(Math.max(...waits)).toBeGreaterThan(3500);
});

test('no wait is shorter than the requested one, than 250 ms, or than the one before', () => {
	fc.assert(
		fc.property(
			fc.nat(20),
			fc.nat(130_000),
			fc.double({ min: 0, max: 1, noNaN: true }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(retries, requestedWait, random, nextRandom) => {
				const wait = retryWait(retries, { requestedWait }, random);
				const next = retryWait(retries + 1, { requestedWait }, nextRandom);

				expect(wait).toBeGreaterThanOrEqual(Math.max(250, requestedWait));
				expect(next).toBeGreaterThanOrEqual(retries < 5 ? wait : requestedWait);
			},
		),
		randomRuns({ short: 200, long: 10_000 }),
	);
});
