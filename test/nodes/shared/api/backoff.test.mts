import { retryWait } from '../../../../nodes/shared/api/backoff';

test.each([
	['seconds', { retryAfter: '7' }, 7000],
	['no wait', { retryAfter: '0' }, 0],
	[
		'an HTTP date, by the service’s own clock',
		{ retryAfter: 'Wed, 21 Oct 2015 07:28:30 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' },
		30_000,
	],
	[
		'an HTTP date in the past',
		{ retryAfter: 'Wed, 21 Oct 2015 07:27:00 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' },
		0,
	],
])('a wait is as long as the service requests: %s', (_name, headers, wait) => {
	expect(retryWait(0, headers)).toBe(wait);
});

test.each([
	{},
	{ retryAfter: '' },
	{ retryAfter: 'soon' },
	{ retryAfter: '-5' },
	{ retryAfter: '1.5' },
])('without a readable wait (%j), it grows exponentially from 500 ms to 30 s', (headers) => {
	const waits = Array.from({ length: 9 }, (_, retries) => retryWait(retries, headers, 1));

	expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('the jitter is full: any wait from none to the whole backoff', () => {
	expect(retryWait(3, {}, 0)).toBe(0);
	expect(retryWait(3, {}, 0.5)).toBe(2000);
	const waits = Array.from({ length: 200 }, () => retryWait(3, {}));
	expect(Math.min(...waits)).toBeLessThan(1000);
	expect(Math.max(...waits)).toBeGreaterThan(3000);
});
