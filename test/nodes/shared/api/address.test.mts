import { REFUSED_ADDRESSES } from '../../../credentials/addresses.mts';
import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

describe('the node', () => {
	let partnerCenter: PartnerCenter;

	beforeAll(async () => {
		partnerCenter = await PartnerCenter.start();
	});
	afterAll(() => partnerCenter.simulator.stop());

	const run = (changed: object) =>
		partnerCenter.engine.run(
			partnerCenter.engine.credential({ ...partnerCenter.credential.data, ...changed }),
			{
				parameters: { operation: 'updateDealValue', referralId: byId('referral-1'), dealValue: 1 },
			},
		);

	test.each(REFUSED_ADDRESSES)('sends nothing to the API URL %j', async (apiUrl) => {
		const { error } = await run({ apiUrl });

		expect(error?.message).toMatch(
			/^"API URL" of the credential must begin with https:.*Nothing was sent\. \[item 0\]$/,
		);
		expect(error?.message).not.toMatch(/undefined|evil|password/);
	});

	test.each(REFUSED_ADDRESSES.filter((address) => address !== ''))(
		'sends nothing if a token would be renewed at %j',
		async (authorityUrl) => {
			const { error } = await run({ authorityUrl });

			expect(error?.message).toMatch(/^"Authority URL" of the credential must begin with https:/);
			expect(partnerCenter.simulator.requests).toEqual([]);
		},
	);

	test('a refused address stops every item', async () => {
		const { errorItems } = await partnerCenter.engine.run(
			partnerCenter.engine.credential({
				...partnerCenter.credential.data,
				apiUrl: 'http://evil.com',
			}),
			{
				parameters: { operation: 'updateDealValue', referralId: byId('referral-1'), dealValue: 1 },
				items: [{ a: 1 }, { a: 2 }],
				node: { onError: 'continueErrorOutput' },
			},
		);

		expect(errorItems.map(({ json }) => json.a)).toEqual([1, 2]);
	});

	test.each([
		{ allowedHttpRequestDomains: 'none' },
		{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' },
		{ allowedHttpRequestDomains: 'domains' },
	])(
		'a credential that is kept to certain domains may go where it says itself: %j',
		async (limits) => {
			partnerCenter.simulator.reset();

			await run(limits);

			expect(partnerCenter.simulator.requests).toHaveLength(1);
		},
	);

	test('the API may stand under a path, with or without a slash at its end', async () => {
		partnerCenter.simulator.reset();
		await run({ apiUrl: `${partnerCenter.simulator.url}/` });
		await run({ apiUrl: `${partnerCenter.simulator.url}/gateway/partner` });

		expect(partnerCenter.simulator.requests.map(({ path }) => path)).toEqual([
			'/v1.0/engagements/referrals/referral-1',
		]);
	});
});
