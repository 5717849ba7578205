import type { Fault } from '../../../../../simulator/simulator.mts';
import { fault, methods, one, partnerCenter, startPartnerCenter, VALUE } from '../sendRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

/** The waits between the attempts, in milliseconds. */
const waits = () => {
	const times = partnerCenter.simulator.requests.map(({ at }) => at);
	return times.slice(1).map((time, i) => time - times[i]);
};

const inTwoSeconds = () => new Date(Date.now() + 2500).toUTCString();

describe('a request is sent again after the wait that the service requests', () => {
	test.each<[string, Omit<Fault, 'status'>, number]>([
		['with a fraction', { headers: { 'Retry-After': '1.2' } }, 1200],
		['the longest of a list', { headers: { 'Retry-After': '0, 1' } }, 1000],
		['the longest of a repeated header', { headers: { 'Retry-After': ['0', '1'] } }, 1000],
		['in milliseconds', { headers: { 'x-ms-retry-after-ms': '1200' } }, 1200],
		['in milliseconds, by another name', { headers: { 'retry-after-ms': '1200' } }, 1200],
		['in the words of the gateway', { shape: 'gateway', message: 'Try again in 1 seconds.' }, 1000],
		[
			'in nested words',
			{ body: { error: { innerError: { message: 'Try again in 0.02 minutes.' } } } },
			1200,
		],
		['in a plain text', { body: 'Rate limit is exceeded. Try again in 1 second.' }, 1000],
		['in a page', { body: '<html><p>Please try again in 1 second.</p></html>' }, 1000],
		[
			'longer in words than in the header',
			{ headers: { 'Retry-After': '0' }, body: { message: 'Try again in 1 seconds.' } },
			1000,
		],
	])('%s', async (_name, how, wait) => {
		const { error } = await one(VALUE, { status: 429, ...how });

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['PATCH', 'PATCH']);
		expect(waits()[0]).toBeGreaterThanOrEqual(wait);
	});

	test('at a date of this computer’s clock', async () => {
		const { error } = await one(VALUE, { status: 429, headers: { 'Retry-After': inTwoSeconds() } });

		expect(error).toBeUndefined();
		expect(waits()[0]).toBeGreaterThanOrEqual(1000);
	});
});

test.each([
	['0', '0'],
	['a date in the past', 'Wed, 21 Oct 2015 07:28:00 GMT'],
	['what can’t be read', 'soon'],
])('if it requests %s, each wait is longer than a minimum and grows', async (_name, retryAfter) => {
	fault({ status: 429, headers: { 'Retry-After': retryAfter }, times: 2 });

	const { error } = await one(VALUE);

	expect(error).toBeUndefined();
	const [first, second] = waits();
	expect(first).toBeGreaterThanOrEqual(250);
	expect(second).toBeGreaterThanOrEqual(500);
});

test.each([
	['in the header', { headers: { 'Retry-After': '121.5' } }],
	['in words', { body: { message: 'Try again in 3 minutes.' } }],
])('more than two minutes, requested %s, end in a message', async (_name, how) => {
	const { error } = await one(VALUE, { status: 429, ...how });

	expect(methods()).toEqual(['PATCH']);
	expect(error?.description).toMatch(
		/requested a wait of (?:121\.5|180) s, but the node waits 120 s at most/,
	);
	expect(error?.description).toContain('Nothing was changed.');
});
