import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';
import { updated, updatedByExpression } from './updates.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

test.each([
	[3599.9700000000003, '3599.97'],
	['3599.9700000000003', '3599.97'],
	[0.1 + 0.2, '0.3'],
	[0.3 - 0.1 * 3, '0'],
	[10000 / 3, '3333.3333333333335'],
	[12345678901234.56, '12345678901234.56'],
	['0.0000001', '0.0000001'],
])('a deal value of %j is sent as %s', async (value, sent) => {
	const outcome = await updatedByExpression(partnerCenter, 'dealValue', value);

	expect(outcome).toEqual({ sent: { '/details/dealValue': sent } });
});

test.each([
	['JPY', '100.00', '100'],
	['KWD', '1.234', '1.234'],
	['kwd', 1.5, '1.5'],
	['USD', 3599.9700000000003, '3599.97'],
	['USD', '10.500', '10.50'],
	['USD', '10.5', '10.5'],
])(
	'with the currency %s next to it, a deal value of %j is sent as %s',
	async (currency, dealValue, sent) => {
		const outcome = await updated(partnerCenter, { dealValue, currency });

		expect(outcome.sent).toMatchObject({ '/details/dealValue': sent });
	},
);

test.each([
	[
		'JPY',
		100.5,
		'no decimals because its currency is JPY, not 100.5',
		'Number($json.given).toFixed(0)',
	],
	['KWD', '1.2345', 'at most 3 decimals', 'Number($json.given).toFixed(3)'],
	['USD', 10000 / 3, 'at most 2 decimals', 'Number($json.given).toFixed(2)'],
])(
	'real decimals that %s does not have are rejected: %j',
	async (currency, given, reason, expression) => {
		const { sent, message } = await updated(
			partnerCenter,
			{ dealValue: '={{ $json.given }}', currency },
			{ item: { given } },
		);

		expect(sent).toEqual({});
		expect(message).toContain(`"Deal Value" must have ${reason}`);
		expect(message).toContain(`To round it, use {{ ${expression} }}. Nothing was sent. [item 0]`);
	},
);

test('the currency among the additional fields counts for the deal value, and that of a row for its price', async () => {
	const { error } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(partnerCenter.referral()),
		dealValue: 1.5,
		additionalFields: { currency: 'JPY' },
	});
	const { message } = await updated(partnerCenter, {
		currency: 'USD',
		addSolutions: [{ id: 'SOL-1', price: '1.5', currency: 'jpy' }],
	});

	expect(error?.message).toMatch(/^"Deal Value" must have no decimals/);
	expect(message).toMatch(/^"Add Solutions > Solution 1 > Price" must have no decimals/);
});

test('numeric texts are accepted for the limit and the options', async () => {
	partnerCenter.simulator.reset();
	const [item] = [{ three: ' 3 ', one: '1.0' }];

	const { error } = await partnerCenter.run(
		{
			operation: 'getAll',
			limit: '={{ $json.three }}',
			options: { maxRetries: '={{ $json.three }}', maxConcurrentRequests: '={{ $json.one }}' },
		},
		{ items: [item] },
	);

	expect(error).toBeUndefined();
	expect(partnerCenter.simulator.requests[0].query).toMatchObject({ $top: '3' });
});

test.each(['2.5', '0', '-1', 'x', '', '1e2'])('a limit of %j is rejected', async (limit) => {
	const { error } = await partnerCenter.run(
		{ operation: 'getAll', limit: '={{ $json.limit }}' },
		{ items: [{ limit }] },
	);

	expect(error?.message).toMatch(/^"Limit" (?:must be a whole number of at least 1|is empty)/);
});
