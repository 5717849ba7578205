import { Capacity } from '../../../../../nodes/MicrosoftPartnerCenter/run/schedule/capacity';
import { bucket, windows } from './countingServices.mts';
import type { Counter } from './countingServices.mts';

/** Sends requests at a rate until one is refused. @returns when that was */
function untilRefused(capacity: Capacity, counter: Counter, start: number, perSecond: number) {
	for (let now = start; ; now += 1000 / perSecond) {
		if (counter(now) > 0) return now;
		capacity.accept(now);
	}
}

/** What two refusals show, in requests per second: of a burst, and after a pause at the given rate. */
function measured(counter: Counter, perSecond: number): number {
	const capacity = new Capacity();
	const first = untilRefused(capacity, counter, 0, 1000);
	capacity.refuse(first);
	const second = untilRefused(capacity, counter, first + 1000, perSecond);
	return capacity.refuse(second)!.rate * 1000;
}

test.each([5, 10, 20, 50])('the rate of a bucket of %d is found', (burst) => {
	expect(measured(bucket(50, burst), 100)).toBeGreaterThan(45);
	expect(measured(bucket(50, burst), 100)).toBeLessThan(55);
});

test.each([0, 300, 700])('the count of a window is found that began %d ms before', (begun) => {
	expect(measured(windows(50, { begun }), 60)).toBeCloseTo(50, 5);
});

test('the order of the answers does not matter', () => {
	const [ordered, reversed] = [new Capacity(), new Capacity()];
	const times = [0, 1, 2, 30, 400, 401, 700];
	for (const time of times) ordered.accept(time);
	for (const time of [...times].reverse()) reversed.accept(time);

	expect(reversed.refuse(800)).toEqual(ordered.refuse(800));
});

test('a refusal after which nothing was accepted shows nothing', () => {
	const capacity = new Capacity();
	expect(capacity.refuse(5)).toBeUndefined();
	capacity.accept(10);
	capacity.refuse(20);

	expect(capacity.refuse(1020)).toBeUndefined();
});

test('a refusal after 20,000 accepted requests is measured at once', () => {
	const capacity = new Capacity();
	for (let time = 0; time < 20_000; time += 1) capacity.accept(time);
	capacity.refuse(20_000);
	for (let time = 21_000; time < 41_000; time += 1) capacity.accept(time);

	const start = performance.now();
	capacity.refuse(41_000);

	// Far more than it takes, and far less than if each request were compared with all others.
	expect(performance.now() - start).toBeLessThan(2_000);
});
