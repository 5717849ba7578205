import { methods, open, partnerCenter, run, startPartnerCenter } from './registrationRuns.mts';

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const SOL = { id: 'SOL-1' };
const ROW = 'Solutions > Solution';

describe('create', () => {
	test.each([
		[[SOL], { term: 'Finite' }, '"End Date" is empty, but'],
		[[SOL], { startDateTime: '2027-01-02', endDateTime: '2027-01-01' }, '"Start Date" must not be'],
		[
			[SOL],
			{ startDateTime: '2027-01-01T12:00:00Z', endDateTime: '2027-01-01T11:59:00Z' },
			'"Start Date" must not be',
		],
		[
			[SOL, { id: 'SOL-2', isMarketplaceTransacted: true }],
			{},
			`"${ROW} 2 > Transaction Date" is empty, but`,
		],
		[[{ ...SOL, value: '10000' }], { value: 9000 }, `"${ROW} 1 > Value" must be at most 9000`],
		[
			[SOL, { id: 'SOL-2', value: 100.01, currency: 'usd' }],
			{ value: '={{ "100.00" }}', currency: 'USD' },
			`"${ROW} 2 > Value" must be at most 100`,
		],
	])('rejects %j with the contract %j and sends nothing', async (solutions, contract, message) => {
		const { error } = await run('create', open(), { solutionDetails: solutions, contract });

		expect(error?.message).toContain(message);
		expect(partnerCenter.simulator.requests).toEqual([]);
	});

	test.each([
		[[SOL], { term: 'Finite', endDateTime: '2027-01-01' }],
		[[SOL], { term: 'Perpetual' }],
		[[SOL], { startDateTime: '2027-01-01', endDateTime: '2027-01-01' }],
		[[SOL], { startDateTime: '2027-01-01T17:00:00Z', endDateTime: '2027-01-01' }],
		[[{ ...SOL, isMarketplaceTransacted: false }], {}],
		[
			[
				{
					...SOL,
					isMarketplaceTransacted: true,
					marketplaceTransactionDateTime: '2026-03-01',
				},
			],
			{},
		],
		[[{ ...SOL, value: '9000' }], { value: 10000 }],
		[[{ ...SOL, value: 100 }], { value: '={{ "100.00" }}' }],
		[[{ ...SOL, value: 500000, currency: 'JPY' }], { value: 5000, currency: 'USD' }],
		[[{ ...SOL, value: 5 }], {}],
	])('sends %j with the contract %j', async (solutions, contract) => {
		const { error } = await run('create', open(), { solutionDetails: solutions, contract });

		expect(error).toBeUndefined();
	});
});

describe('update', () => {
	const FINITE = {
		id: 'R1',
		contract: {
			value: '10000',
			currency: 'USD',
			term: 'Finite',
			startDateTime: '2026-03-01T00:00:00.0000000Z',
			endDateTime: '2027-03-01T00:00:00.0000000Z',
		},
		solutionDetails: [
			{ id: 'SOL-1', value: '9000.50', currency: 'USD' },
			{ id: 'SOL-2', value: 100, marketplaceTransactionDetails: null },
		],
	};
	/** Registered before, against all rules. */
	const BROKEN = {
		id: 'R1',
		contract: {
			value: 1,
			term: 'Finite',
			startDateTime: '2027-01-02T00:00:00Z',
			endDateTime: null,
			signDateTime: null,
		},
		solutionDetails: [
			{
				id: 'SOL-1',
				value: 5,
				isDeployedOnAzure: false,
				marketplaceTransactionDetails: { isMarketplaceTransacted: true },
			},
		],
	};

	test.each([
		[{ contract: { startDateTime: '2027-03-02' } }, '"Start Date" must not be after'],
		[{ contract: { endDateTime: '2026-02-28' } }, '"End Date" must not be before'],
		[{ contract: { value: 9000 } }, '"Value" of "Contract" must be at least 9000.5'],
		[{ contract: { value: '={{ "9000.49" }}' } }, 'the value of the solution SOL-1'],
		[
			{ solutionDetails: [{ id: 'SOL-2', value: '10000.01' }] },
			`"${ROW} 1 > Value" must be at most 10000`,
		],
		[
			{
				solutionDetails: [
					{ id: 'SOL-2', value: 1 },
					{ id: 'sol-1', value: 20000 },
				],
			},
			`"${ROW} 2 > Value" must be at most 10000`,
		],
		[
			{ solutionDetails: [{ id: 'SOL-2', isMarketplaceTransacted: true }] },
			`"${ROW} 1 > Transaction Date" is empty, but`,
		],
	])(
		'rejects %j together with what is registered, and changes nothing',
		async (change, message) => {
			const { error } = await run('update', open(FINITE), change);

			expect(error?.message).toContain(message);
			expect(methods()).toEqual(['GET']);
		},
	);

	test('rejects a finite term if no end date is registered', async () => {
		const { error } = await run('update', open(BROKEN), { contract: { term: 'Finite' } });

		expect(error?.message).toContain(
			'"End Date" is empty, but a contract with the "Term" Finite needs one',
		);
		expect(methods()).toEqual(['GET']);
	});

	test('rejects dates that don’t go together without reading the referral', async () => {
		const { error } = await run('update', open(FINITE), {
			contract: { startDateTime: '2027-01-02', endDateTime: '2027-01-01' },
		});

		expect(error?.message).toContain('"Start Date" must not be after');
		expect(partnerCenter.simulator.requests).toEqual([]);
	});

	test.each([
		{ contract: { term: 'Finite' } },
		{ contract: { startDateTime: '2027-03-01' } },
		{ contract: { startDateTime: '2027-03-01T17:00:00Z' } },
		{ contract: { startDateTime: '2028-01-01', endDateTime: '2029-01-01' } },
		{ contract: { value: 9000.5 } },
		{ contract: { value: 20000 }, solutionDetails: [{ id: 'SOL-1', value: 15000 }] },
		{
			solutionDetails: [
				{
					id: 'SOL-2',
					isMarketplaceTransacted: true,
					marketplaceTransactionDateTime: '2026-04-01',
				},
			],
		},
	])('sends %j', async (change) => {
		const { error } = await run('update', open(FINITE), change);

		expect(error).toBeUndefined();
	});

	test.each([
		{ contract: { signDateTime: '2026-02-01' } },
		{ contract: { startDateTime: '2030-01-01' } },
		{ contract: { term: 'Perpetual' } },
		{ contract: { value: 5 } },
		{ solutionDetails: [{ isDeployedOnAzure: true }] },
		{ solutionDetails: [{ isMarketplaceTransacted: false }] },
	])('sends %j, whatever else is wrong with what is registered', async (change) => {
		const { error } = await run('update', open(BROKEN), change);

		expect(error).toBeUndefined();
	});
});
