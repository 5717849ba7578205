import { Concurrency } from '../../../../../nodes/MicrosoftPartnerCenter/run/schedule/concurrency';

/** Answers to as many requests as are in flight at a time; the requests began at the given time. */
function round(concurrency: Concurrency, begunAt: number): number {
	const { limit } = concurrency;
	for (let answer = 0; answer < limit; answer += 1) concurrency.succeeded(begunAt);
	return concurrency.limit;
}

test('the limit starts at 5 and doubles with each round up to its upper bound', () => {
	const concurrency = new Concurrency(50);

	const limits = [1, 2, 3, 4, 5].map((time) => round(concurrency, time));

	expect(limits).toEqual([10, 20, 40, 50, 50]);
});

test('an overload halves the limit, and from then on each round adds one', () => {
	const concurrency = new Concurrency(50);
	round(concurrency, 1);
	round(concurrency, 2);

	concurrency.overloaded(3, 4);

	expect(concurrency.limit).toBe(10);
	expect([5, 6, 7].map((time) => round(concurrency, time))).toEqual([11, 12, 13]);
	concurrency.overloaded(8, 9);
	expect(concurrency.limit).toBe(6);
});

test('several overloads of requests that were in flight together halve the limit once', () => {
	const concurrency = new Concurrency(50);
	round(concurrency, 1);
	round(concurrency, 2);

	for (const now of [4, 5, 6]) concurrency.overloaded(3, now);

	expect(concurrency.limit).toBe(10);
});

test('the limit is never above the upper bound and never below 1', () => {
	const concurrency = new Concurrency(3);
	expect(concurrency.limit).toBe(3);

	for (const time of [1, 2, 3, 4]) concurrency.overloaded(time, time + 0.5);

	expect(concurrency.limit).toBe(1);
});
