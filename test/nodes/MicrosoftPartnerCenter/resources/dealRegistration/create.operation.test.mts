import {
	isPatch,
	methods,
	open,
	partnerCenter,
	registrations,
	run,
	startPartnerCenter,
} from './registrationRuns.mts';
import { shortenWaits } from '../../../../shortWaits.mts';

shortenWaits();

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

describe('create', () => {
	const EVERYTHING = {
		solutionDetails: [
			{
				id: 'SOL-1',
				currency: 'usd',
				value: '5000.50',
				isDeployedOnAzure: true,
				primaryDeploymentOn: 'Customer',
				pricingModel: 'PayAsYouGo',
				isMarketplaceTransacted: true,
				marketplaceTransactionDateTime: '2026-03-01T00:00:00Z',
			},
		],
		contract: {
			currency: 'usd',
			value: 5000.5,
			term: 'finite',
			startDateTime: '2026-03-01T00:00:00Z',
			endDateTime: '2027-03-01T00:00:00Z',
			signDateTime: '2026-02-28T00:00:00Z',
		},
	};

	test('adds one registration with its solutions and its contract, guarded by a reading', async () => {
		const id = open();
		const { eTag } = partnerCenter.simulator.referral(id);

		const { items, error } = await run('create', id, EVERYTHING);

		expect(error).toBeUndefined();
		expect(items[0].json.id).toBe(id);
		expect(methods()).toEqual(['GET', 'PATCH']);
		expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(eTag);
		expect(partnerCenter.patchDocuments).toEqual([
			[
				{
					op: 'add',
					path: '/registrations/-',
					value: {
						type: 'AzureIPCoSell',
						solutionDetails: [
							{
								id: 'SOL-1',
								currency: 'USD',
								value: 5000.5,
								isDeployedOnAzure: true,
								primaryDeploymentOn: 'Customer',
								pricingModel: 'PayAsYouGo',
								marketplaceTransactionDetails: {
									isMarketplaceTransacted: true,
									marketplaceTransactionDateTime: '2026-03-01T00:00:00.000Z',
								},
							},
						],
						contract: {
							currency: 'USD',
							value: 5000.5,
							term: 'Finite',
							startDateTime: '2026-03-01T00:00:00.000Z',
							endDateTime: '2027-03-01T00:00:00.000Z',
							signDateTime: '2026-02-28T00:00:00.000Z',
						},
					},
				},
			],
		]);
		expect(registrations(id)).toHaveLength(1);
	});

	test.each([
		['as rows under a name', { solution: [{ id: 'SOL-1' }] }],
		['as a list by expression', '={{ $json.solutions }}'],
		[
			'with an object inside, as the API has it',
			[{ id: 'SOL-1', marketplaceTransactionDetails: null }],
		],
	])('takes the solutions %s', async (_name, solutionDetails) => {
		const id = open();

		const { error } = await run('create', id, { solutionDetails }, [
			{ solutions: [{ id: 'SOL-1' }] },
		]);

		expect(error).toBeUndefined();
		expect(partnerCenter.patchDocuments).toEqual([
			[
				{
					op: 'add',
					path: '/registrations/-',
					value: { type: 'AzureIPCoSell', solutionDetails: [{ id: 'SOL-1' }] },
				},
			],
		]);
	});

	test.each(['applied-then-reset', 'reset'] as const)(
		'exists once after %s, in addition to an equal one',
		async (connection) => {
			const same = { type: 'AzureIPCoSell', solutionDetails: [{ id: 'SOL-1' }] };
			const id = open(same);
			partnerCenter.simulator.fault({ when: isPatch, connection });

			const { error } = await run('create', id, { solutionDetails: [{ id: 'SOL-1' }] });

			expect(error).toBeUndefined();
			expect(registrations(id)).toHaveLength(2);
		},
	);

	test.each([
		[{}, '"Solutions" is empty'],
		[{ solutionDetails: [{ value: 5 }] }, '"Solutions > Solution 1 > Solution ID" is empty'],
		[
			{ solutionDetails: [{ id: 'SOL-1', pricingModel: 'Free' }] },
			'"Solutions > Solution 1 > Pricing Model" must be one of Other, Pay as You Go',
		],
		[
			{ solutionDetails: [{ id: 'SOL-1' }], contract: { term: '={{ "Long" }}' } },
			'"Term" must be one of Finite, Perpetual',
		],
		[
			{ solutionDetails: [{ id: 'SOL-1' }], contract: { value: '={{ $json.missing }}' } },
			'"Value" is empty: the expression returned nothing',
		],
	])('refuses %j and sends nothing', async (parameters, message) => {
		const { error } = await run('create', open(), parameters);

		expect(partnerCenter.simulator.requests).toEqual([]);
		expect(error?.message).toContain(message);
	});
});

test('a won referral can be registered', async () => {
	const id = partnerCenter.referral({
		status: 'Closed',
		substatus: 'Won',
		registrations: [],
	} as never);

	const { error } = await run('create', id, { solutionDetails: [{ id: 'SOL-1' }] });

	expect(error).toBeUndefined();
	expect(partnerCenter.simulator.referral(id).registrations).toHaveLength(1);
});

test('a lost referral can’t be registered, in the words of the service', async () => {
	const id = partnerCenter.referral({
		status: 'Closed',
		substatus: 'Lost',
		registrations: [],
	} as never);

	const { error } = await run('create', id, { solutionDetails: [{ id: 'SOL-1' }] });

	expect(error?.message).toMatch(/Partner Center did not accept the change \(400/);
	expect(error?.description).toContain(
		'only the deal registrations of a won deal can still be changed',
	);
});
