import { shortenWaits } from '../../../../../shortWaits.mts';
import type { RecordedRequest } from '../../../../../simulator/simulator.mts';
import {
	fault,
	isPatch,
	methods,
	one,
	partnerCenter,
	run,
	startPartnerCenter,
	VALUE,
} from '../sendRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe('a change that was refused with 429', () => {
	test.each([
		['after the seconds that it asks for', { 'Retry-After': '1' }, 1000],
		['after a minimum wait if it asks for none', { 'Retry-After': '0' }, 250],
	])('is sent again %s', async (_name, headers, wait) => {
		const { error, items } = await one(VALUE, { status: 429, headers });

		expect(error).toBeUndefined();
		expect(items[0].json.dealValue).toBe(77);
		const [first, second] = partnerCenter.simulator.requests;
		expect(methods()).toEqual(['PATCH', 'PATCH']);
		expect(second.at - first.at).toBeGreaterThanOrEqual(wait);
	});

	test('is sent again at the HTTP date that it names, by the service’s own clock', async () => {
		const clock = Date.parse('2020-01-01T00:00:00Z');
		const { error } = await one(VALUE, {
			status: 429,
			headers: {
				Date: new Date(clock).toUTCString(),
				'Retry-After': new Date(clock + 1000).toUTCString(),
			},
		});

		expect(error).toBeUndefined();
		const [first, second] = partnerCenter.simulator.requests;
		expect(second.at - first.at).toBeGreaterThanOrEqual(1000);
	});

	test('holds up all other requests of the run', async () => {
		const items = Array.from({ length: 12 }, (_, value) => ({
			id: partnerCenter.referral(),
			value,
		}));
		fault({ status: 429, skip: 3, headers: { 'Retry-After': '1' } });

		const { error } = await run({ ...VALUE, options: { maxConcurrentRequests: 1 } }, items);

		expect(error).toBeUndefined();
		const { requests } = partnerCenter.simulator;
		const refused = requests.findIndex(({ status }) => status === 429);
		expect(refused).toBe(3);
		expect(requests[4].at - requests[3].at).toBeGreaterThanOrEqual(1000);
		expect(requests[4].referralId).toBe(requests[3].referralId);
		expect(requests).toHaveLength(13);
	});
});

describe('a change that is refused with 429 several times', () => {
	shortenWaits();

	test('is sent again even if the service requests no wait', async () => {
		const { error } = await one(VALUE, { status: 429, shape: 'gateway', times: 2 });

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['PATCH', 'PATCH', 'PATCH']);
	});

	test('is sent again as often as the person wants, and then says how often and how long', async () => {
		const { error } = await one(
			{ ...VALUE, options: { maxRetries: 2 } },
			{ status: 429, headers: { 'Retry-After': '0' }, times: Infinity },
		);

		expect(methods()).toEqual(['PATCH', 'PATCH', 'PATCH']);
		expect(error?.message).toContain('(429 serviceNotAvailable) [item 0]');
		expect(error?.description).toMatch(/The request was sent 3 times over \d+(\.\d)? s\./);
		expect(error?.description).toContain('Nothing was changed');
	});
});

test('a wait of more than two minutes ends in a message that names it', async () => {
	const { error } = await one(VALUE, { status: 429, headers: { 'Retry-After': '3600' } });

	expect(methods()).toEqual(['PATCH']);
	expect(error?.description).toContain(
		'requested a wait of 3600 s, but the node waits 120 s at most.',
	);
});

test('after a failure that stops the node, what was refused with 429 is not sent again', async () => {
	const items = [0, 1].map((value) => ({ id: partnerCenter.referral(), value }));
	fault({
		when: ({ referralId }) => referralId === items[0].id,
		status: 429,
		headers: { 'Retry-After': '1' },
	});
	fault({ when: ({ referralId }) => referralId === items[1].id, status: 403 });

	const { error } = await run(VALUE, items);

	expect(error?.message).toContain('(403');
	expect(methods()).toEqual(['PATCH', 'PATCH']);
});

test('a longer wait that a second 429 asks for also holds up what waits already', async () => {
	const items = [0, 1].map((value) => ({ id: partnerCenter.referral(), value }));
	const of = (index: number) => (request: RecordedRequest) =>
		isPatch(request) && request.referralId === items[index].id;
	fault({ when: of(0), status: 429, headers: { 'Retry-After': '1' } });
	fault({ when: of(1), status: 429, headers: { 'Retry-After': '2' }, delayMs: 100 });

	const { error } = await run(VALUE, items);

	expect(error).toBeUndefined();
	const [, , third, fourth] = partnerCenter.simulator.requests.map(({ at }) => at);
	const refused = partnerCenter.simulator.requests[1].at;
	expect(Math.min(third, fourth) - refused).toBeGreaterThanOrEqual(2000);
});
