import { Pace } from '../../../../../nodes/MicrosoftPartnerCenter/run/schedule/pace';

/** Begins requests as fast as the pace allows. @returns how many began within the given time */
function beginFor(pace: Pace, start: number, duration: number): number {
	let count = 0;
	for (let now = start; now < start + duration; now = Math.max(now, pace.next)) {
		pace.begin(now);
		count += 1;
	}
	return count;
}

/** A pace that has measured 50 requests per second: a burst, and then a full second. It applies after 3 s. */
function measured(): Pace {
	const pace = new Pace();
	for (let request = 0; request < 50; request += 1) {
		pace.begin(request);
		pace.succeeded(request);
	}
	pace.begin(50);
	pace.throttled(50, 51);
	for (let now = 1000; now < 1500; now += 10) {
		pace.begin(now);
		pace.succeeded(now);
	}
	pace.begin(1500);
	pace.throttled(1500, 1501);
	return pace;
}

test('there is no pace before the first 429', () => {
	const pace = new Pace();

	pace.begin(0);
	pace.succeeded(0);

	expect(pace.next).toBe(-Infinity);
});

test('after the first 429, the pace begins with twice what was accepted, and doubles each second', () => {
	const pace = new Pace();
	for (let request = 0; request < 10; request += 1) pace.succeeded(request);
	pace.throttled(10, 11);

	expect(beginFor(pace, 1000, 1000)).toBeGreaterThanOrEqual(28);
	expect(beginFor(pace, 2000, 1000)).toBeLessThanOrEqual(59);
});

test('from the second 429 on, the pace stays close to what was measured', () => {
	const pace = measured();

	for (let second = 3; second < 20; second += 1) {
		const begun = beginFor(pace, second * 1000, 1000);
		expect(begun).toBeGreaterThanOrEqual(46);
		expect(begun).toBeLessThanOrEqual(51);
	}
});

test('without a further 429, the pace exceeds what was measured in the end', () => {
	const pace = measured();

	expect(beginFor(pace, 3000, 60_000)).toBeGreaterThan(60 * 60);
});

test('time in which nothing was to be sent is not made up for', () => {
	const pace = measured();
	beginFor(pace, 3000, 1000);

	expect(beginFor(pace, 600_000, 1000)).toBeLessThanOrEqual(53);
});

test('several 429 of requests that were in flight together count once', () => {
	const [once, often] = [measured(), measured()];

	for (const now of [1502, 1503, 1510]) often.throttled(1500, now);

	expect(beginFor(often, 3000, 5000)).toBe(beginFor(once, 3000, 5000));
});

test('answers that arrive during the pause count, too', () => {
	const [before, during] = [new Pace(), new Pace()];
	for (let request = 0; request < 10; request += 1) before.succeeded(request);
	before.throttled(10, 20);
	during.throttled(10, 20);
	for (let request = 0; request < 10; request += 1) during.succeeded(request);

	expect(beginFor(during, 1000, 1000)).toBe(beginFor(before, 1000, 1000));
});
