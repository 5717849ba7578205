import { Retries } from '../../../../nodes/shared/api/backoff';

const failure = (headers: { retryAfter?: string; date?: string }) => ({
	codes: [],
	text: '',
	...headers,
});

test('may be taken as often as there are', () => {
	const retries = new Retries(2);

	expect([retries.take(), retries.take(), retries.take()]).toEqual([true, true, false]);
	expect(new Retries(0).areOff).toBe(true);
});

test.each([
	['seconds', { retryAfter: '7' }, 7000],
	['no wait at all', { retryAfter: '0' }, 0],
	[
		'an HTTP date, by the service’s own clock',
		{ retryAfter: 'Wed, 21 Oct 2015 07:28:30 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' },
		30_000,
	],
	[
		'an HTTP date that has passed',
		{ retryAfter: 'Wed, 21 Oct 2015 07:27:00 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' },
		0,
	],
])('a wait is as long as the service asks for: %s', (_name, headers, wait) => {
	expect(new Retries(5).waitAfter(failure(headers))).toBe(wait);
});

test.each([
	{},
	{ retryAfter: '' },
	{ retryAfter: 'soon' },
	{ retryAfter: '-5' },
	{ retryAfter: '1.5' },
])(
	'without a wait that can be read (%j) it is exponential, with full jitter, from 500 ms to 30 s',
	(headers) => {
		const retries = new Retries(20);
		const most = (tries: number) => Math.min(30_000, 500 * 2 ** tries);
		for (let tries = 0; tries < 12; tries += 1) {
			const waits = Array.from({ length: 200 }, () => retries.waitAfter(failure(headers)));
			expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
			expect(Math.min(...waits)).toBeLessThan(most(tries) / 4);
			expect(Math.max(...waits)).toBeLessThanOrEqual(most(tries));
			expect(Math.max(...waits)).toBeGreaterThan((most(tries) * 3) / 4);
			retries.take();
		}
	},
);
