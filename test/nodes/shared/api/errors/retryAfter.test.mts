import fc from 'fast-check';

import { requestedWaitOf } from '../../../../../nodes/shared/api/errors/retryAfter';
import { randomRuns } from '../../../../randomRuns.mts';

const CLOCK = { date: 'Wed, 21 Oct 2015 07:28:00 GMT' };

describe('the wait that headers request', () => {
	test.each([
		['seconds', { 'retry-after': '7' }, 7000],
		['seconds with a fraction', { 'retry-after': '1.5' }, 1500],
		['seconds as a number', { 'retry-after': 7 }, 7000],
		['no wait', { 'retry-after': '0' }, 0],
		['the longest of a list', { 'retry-after': '5, 20,3' }, 20_000],
		['the longest of a repeated header', { 'retry-after': ['5', '20'] }, 20_000],
		['a unit', { 'retry-after': '2 minutes' }, 120_000],
		['an HTTP date', { ...CLOCK, 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT' }, 30_000],
		['a date of RFC 850', { ...CLOCK, 'retry-after': 'Wednesday, 21-Oct-15 07:28:30 GMT' }, 30_000],
		['a date of asctime', { ...CLOCK, 'retry-after': 'Tue Oct 27 07:28:00 2015' }, 518_400_000],
		['a date of ISO 8601', { ...CLOCK, 'retry-after': '2015-10-21T07:28:30Z' }, 30_000],
		['a date in the past', { ...CLOCK, 'retry-after': 'Wed, 21 Oct 2015 07:27:00 GMT' }, 0],
		[
			'the longest of numbers and dates',
			{ ...CLOCK, 'retry-after': '5, Wed, 21 Oct 2015 07:28:30 GMT, 20' },
			30_000,
		],
		['milliseconds', { 'retry-after-ms': '1500' }, 1500],
		['milliseconds of Azure', { 'x-ms-retry-after-ms': '1500.5' }, 1500.5],
		['the longest of several headers', { 'retry-after': '2', 'x-ms-retry-after-ms': '1500' }, 2000],
		['an absurd number', { 'retry-after': '9'.repeat(400) }, 1e12],
	])('%s', (_name, headers, wait) => {
		expect(requestedWaitOf(headers, '')).toBe(wait);
	});

	test.each([{}, { 'retry-after': '' }, { 'retry-after': 'soon' }, { 'retry-after': '-5' }])(
		'%j requests none',
		(headers) => {
			expect(requestedWaitOf(headers, '')).toBeUndefined();
		},
	);

	test('a date counts from this computer’s clock if the service does not state its own', () => {
		const until = new Date(Date.now() + 60_000).toUTCString();

		const wait = requestedWaitOf({ 'retry-after': until }, '');

		expect(wait).toBeGreaterThan(50_000);
		expect(wait).toBeLessThanOrEqual(60_000);
	});
});

describe('the wait that words request', () => {
	test.each([
		['Rate limit is exceeded. Try again in 20 seconds.', 20_000],
		['Rate limit is exceeded. Try again in 1 second.', 1000],
		['Please try again in 1.5 minutes', 90_000],
		['Retry your request after 2 min.', 120_000],
		['Please wait 500 ms before you send it again.', 500],
		['Wait for at least 1 hour.', 3_600_000],
		['Try again in 1 minute and 30 seconds', 90_000],
		['Try again in 1m 30s', 90_000],
		['Try again in 5 seconds. If it persists, retry after 10 seconds.', 10_000],
		['Retry-After: 20', 20_000],
		['{"error":{"message":"Busy.","innerError":{"message":"Try again in 20 seconds."}}}', 20_000],
		['{"error":{"retryAfter":20}}', 20_000],
		['{"RetryAfterSeconds":"20"}', 20_000],
		['{"retry_after_ms":1500}', 1500],
		['{"retryAfter":"00:00:20"}', 20_000],
		['{"body":"{\\"retryAfter\\":20}"}', 20_000],
	])('%s', (body, wait) => {
		expect(requestedWaitOf({}, body)).toBe(wait);
	});

	test.each([
		'',
		'The request timed out after 30 seconds.',
		'Try again later. The limit is 100 per 60 seconds.',
		'Try again in a moment.',
		'At most 5 members can be added.',
	])('%j requests none', (body) => {
		expect(requestedWaitOf({}, body)).toBeUndefined();
	});

	test('the longest of headers and words counts', () => {
		const words = 'Try again in 20 seconds.';

		expect(requestedWaitOf({ 'retry-after': '5' }, words)).toBe(20_000);
		expect(requestedWaitOf({ 'retry-after': '30' }, words)).toBe(30_000);
	});
});

test('whatever a service requests, the wait is the longest of all, and never negative', () => {
	const seconds = fc.integer({ min: 0, max: 10_000 }).map((tenths) => tenths / 10);
	fc.assert(
		fc.property(fc.array(seconds, { minLength: 1 }), seconds, (list, inBody) => {
			const headers = { 'retry-after': list.join(', ') };

			expect(requestedWaitOf(headers, `Try again in ${inBody} seconds.`)).toBeCloseTo(
				Math.max(...list, inBody) * 1000,
			);
		}),
		randomRuns({ short: 200, long: 10_000 }),
	);
	fc.assert(
		fc.property(fc.string(), fc.string(), (header, body) => {
			expect(requestedWaitOf({ 'retry-after': header }, body) ?? 0).toBeGreaterThanOrEqual(0);
		}),
		randomRuns({ short: 500, long: 10_000 }),
	);
});
