import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { Fault } from '../../../../../simulator/simulator.mts';
import { VALUE } from '../sendRuns.mts';

const started: PartnerCenter[] = [];

afterAll(async () => {
	for (const { simulator } of started) await simulator.stop();
});

/** Changes a referral; the service refuses the first requests with 429. @param refusalNow returns how */
async function throttled(refusalNow: () => object) {
	const partnerCenter = await PartnerCenter.start();
	started.push(partnerCenter);
	const { simulator } = partnerCenter;
	simulator.fault({ status: 429, ...refusalNow() } as Fault);
	const items = [{ id: partnerCenter.referral(), value: 77 }];
	const { error } = await partnerCenter.run(VALUE, { items });
	const times = simulator.requests.map(({ at }) => at);
	return {
		error,
		methods: simulator.requests.map(({ method }) => method),
		/** Between the attempts, in milliseconds. */
		waits: times.slice(1).map((time, index) => time - times[index]),
	};
}

const inTwoSeconds = () => new Date(Date.now() + 2500).toUTCString();

// These run concurrently, since they mostly wait.
describe('a request is sent again after the wait that the service requests', () => {
	test.concurrent.each<[string, Omit<Fault, 'status'>, number]>([
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
	])('%s', async (_name, refusal, wait) => {
		const { error, methods, waits } = await throttled(() => refusal);

		expect(error).toBeUndefined();
		expect(methods).toEqual(['PATCH', 'PATCH']);
		expect(waits[0]).toBeGreaterThanOrEqual(wait);
	});

	test.concurrent('at a date of this computer’s clock', async () => {
		const { error, waits } = await throttled(() => ({
			headers: { 'Retry-After': inTwoSeconds() },
		}));

		expect(error).toBeUndefined();
		expect(waits[0]).toBeGreaterThanOrEqual(1000);
	});
});

test.concurrent.each([
	['0', '0'],
	['a date in the past', 'Wed, 21 Oct 2015 07:28:00 GMT'],
	['what can’t be read', 'soon'],
])('if it requests %s, each wait is longer than a minimum and grows', async (_name, retryAfter) => {
	const { error, waits } = await throttled(() => ({
		headers: { 'Retry-After': retryAfter },
		times: 2,
	}));

	expect(error).toBeUndefined();
	const [first, second] = waits;
	expect(first).toBeGreaterThanOrEqual(250);
	expect(second).toBeGreaterThanOrEqual(500);
});

test.each([
	['in the header', { headers: { 'Retry-After': '121.5' } }],
	['in words', { body: { message: 'Try again in 3 minutes.' } }],
])('more than two minutes, requested %s, end in a message', async (_name, refusal) => {
	const { error, methods } = await throttled(() => refusal);

	expect(methods).toEqual(['PATCH']);
	expect(error?.description).toMatch(
		/requested a wait of (?:121\.5|180) s, but the node waits 120 s at most/,
	);
	expect(error?.description).toContain('Nothing was changed.');
});
