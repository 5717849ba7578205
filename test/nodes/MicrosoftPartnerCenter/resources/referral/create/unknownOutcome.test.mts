import { create, LEAST, partnerCenter, startPartnerCenter } from './createRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe('is never created twice', () => {
	const UNKNOWN = /No clear response arrived, and it is unknown whether the referral was created/;

	test.each([
		['the connection breaks after it was created', { connection: 'applied-then-reset' }],
		['the connection breaks', { connection: 'reset' }],
		['a gateway answers 502 after it was created', { applied: 502 }],
		['a 503 asks to come back', { status: 503, headers: { 'Retry-After': '0' } }],
		['something else answers in the service’s place', { status: 200, body: '<html>' }],
	] as const)(
		'%s: it is not sent again, and the message says how to look',
		async (_name, fault) => {
			partnerCenter.simulator.fault({ ...fault });

			const { error } = await create(LEAST);

			expect(partnerCenter.simulator.requests).toHaveLength(1);
			expect(error?.message).toMatch(UNKNOWN);
			expect(error?.description).toContain('Use Get Many with the filter "External Reference ID"');
			expect(error?.description).not.toMatch(/Nothing was|the change/);
		},
	);

	test('not by n8n’s Retry On Fail either', async () => {
		partnerCenter.simulator.fault({ connection: 'applied-then-reset' });

		const { error } = await create(LEAST, [{}], {
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		});

		expect(partnerCenter.simulator.requests).toHaveLength(1);
		expect(error?.message).toMatch(UNKNOWN);
	});

	test('a 429 has not created it, so that it is sent again', async () => {
		partnerCenter.simulator.fault({ status: 429, headers: { 'Retry-After': '0' } });

		const { items, error } = await create(LEAST);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(partnerCenter.simulator.requests.map(({ status }) => status)).toEqual([429, 201]);
	});

	test('a refusal says that nothing was created', async () => {
		partnerCenter.simulator.fault({ status: 400, message: 'The solution is not published.' });

		const { error } = await create(LEAST);

		expect(error?.message).toMatch(/Partner Center did not accept the new referral \(400/);
		expect(error?.message).toContain('The solution is not published.');
		expect(error?.description).toContain('Nothing was created.');
	});
});
