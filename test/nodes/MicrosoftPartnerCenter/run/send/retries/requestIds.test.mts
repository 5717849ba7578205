import { fault, partnerCenter, run, startPartnerCenter, VALUE } from '../sendRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const idsOfRequests = () =>
	partnerCenter.simulator.requests.map(({ method, headers }) => ({
		method,
		requestId: String(headers['ms-requestid']),
		correlationId: String(headers['ms-correlationid']),
	}));

test('each HTTP call has its own MS-CorrelationId, and all attempts of a request one MS-RequestId', async () => {
	const items = [1, 2].map((value) => ({ id: partnerCenter.referral(), value }));
	fault({ status: 500 });
	fault({ status: 429 });

	await run({ ...VALUE, options: { maxConcurrentRequests: 1 } }, items);

	const ids = idsOfRequests();
	expect(ids.map(({ method }) => method).sort()).toEqual([
		'GET',
		...Array<string>(4).fill('PATCH'),
	]);
	for (const { requestId, correlationId } of ids) {
		expect(requestId).toMatch(GUID);
		expect(correlationId).toMatch(GUID);
	}
	expect(new Set(ids.map(({ correlationId }) => correlationId)).size).toBe(ids.length);
	expect(new Set(ids.map(({ requestId }) => requestId)).size).toBe(3);
});

test('the attempts of Retry On Fail are attempts of the same request', async () => {
	const items = [{ id: partnerCenter.referral(), value: 1 }];
	fault({ status: 403 });

	await run(VALUE, items, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });

	const [first, second] = idsOfRequests();
	expect(second.requestId).toBe(first.requestId);
	expect(second.correlationId).not.toBe(first.correlationId);
});
