import { fault, partnerCenter, run, startPartnerCenter, VALUE } from './sendRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

test('each request has an id of its own, and all of an execution share one', async () => {
	const items = [1, 2].map((value) => ({ id: partnerCenter.referral(), value }));
	fault({ status: 500 });

	await run(VALUE, items);
	await run(VALUE, items);

	const ids = partnerCenter.simulator.requests.map(({ headers }) => headers);
	const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
	expect(ids.every((one_) => guid.test(String(one_['ms-requestid'])))).toBe(true);
	expect(new Set(ids.map((one_) => one_['ms-requestid'])).size).toBe(5);
	expect(new Set(ids.slice(0, 4).map((one_) => one_['ms-correlationid'])).size).toBe(1);
	expect(new Set(ids.map((one_) => one_['ms-correlationid'])).size).toBe(2);
});
