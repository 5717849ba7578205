import { PartnerCenter, byId } from '../../../engine/partnerCenter.mts';
import { freePort, partnerCenter, run } from './failedChange.mts';

test.each(['reset', 'applied-then-reset'] as const)(
	'where the connection breaks (%s), the message says that the change may have been made',
	async (connection) => {
		partnerCenter.simulator.fault({ connection });

		const { error } = await run();

		expect(error?.message).toContain(
			'it is unknown whether the change was made (ECONNRESET) [item 0]',
		);
		expect(error?.description).toContain('Read the referral before you send the change again');
	},
);

test.each([500, 502, 503, 504])(
	'after a %d, the message says that the change may have been made',
	async (status) => {
		partnerCenter.simulator.fault({ applied: status });

		const { error } = await run();

		expect(error?.message).toContain(`it is unknown whether the change was made (${status}`);
		expect(error?.description).toContain('Read the referral before you send the change again');
	},
);

test('no answer within the time-out that the person set is said in the same way', async () => {
	partnerCenter.simulator.fault({ until: new Promise(() => undefined) });

	const { error } = await run({ requestOptions: { timeout: 50 } });

	expect(error?.message).toContain(
		'it is unknown whether the change was made (ECONNABORTED) [item 0]',
	);
});

test('if nothing listens at the address, the message says that nothing was changed', async () => {
	const { error } = await partnerCenter.engine.run(
		partnerCenter.engine.credential({
			...partnerCenter.credential.data,
			apiUrl: `http://127.0.0.1:${await freePort()}`,
		}),
		{
			parameters: {
				operation: 'updateDealValue',
				referralId: byId('r-1'),
				dealValue: 1,
				options: { maxRetries: 0 },
			},
		},
	);

	expect(error?.message).toBe(
		'The node could not connect to Partner Center (ECONNREFUSED) [item 0]',
	);
	expect(error?.description).toContain('Nothing was changed.');
});

test('a redirect is not followed, wherever it leads', async () => {
	const elsewhere = await PartnerCenter.start();
	partnerCenter.simulator.fault({
		status: 307,
		headers: { Location: `${elsewhere.simulator.url}/v1.0/engagements/referrals/x` },
	});

	const { error } = await run();

	expect(error?.message).toContain('redirect');
	expect(elsewhere.simulator.requests).toEqual([]);
	await elsewhere.simulator.stop();
});
