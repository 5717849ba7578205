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

describe('update', () => {
	const ONE = {
		id: 'R1',
		contract: { value: 10, term: 'Finite' },
		solutionDetails: [{ id: 'SOL-1', value: 1 }],
	};
	const TWO = {
		id: 'R2',
		contract: { value: 2 },
		solutionDetails: [
			{ id: 'SOL/1', value: 2 },
			{ id: 'SOL-2', value: 3 },
		],
	};

	test('finds the registration by its ID and guards its index by the eTag of the reading', async () => {
		const id = open(ONE, TWO);
		const { eTag } = partnerCenter.simulator.referral(id);

		const { items, error } = await run('update', id, {
			registrationId: 'R2',
			contract: { value: '30', endDateTime: '2027-01-01T00:00:00Z' },
			solutionDetails: [
				{ id: 'SOL/1', value: 21, isDeployedOnAzure: true },
				{ id: 'SOL-2', isMarketplaceTransacted: false },
			],
		});

		expect(error).toBeUndefined();
		expect(items[0].json.id).toBe(id);
		expect(methods()).toEqual(['GET', 'PATCH']);
		expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(eTag);
		expect(partnerCenter.patchDocuments).toEqual([
			[
				{
					op: 'replace',
					path: '/registrations/1/solutionDetails/0/isDeployedOnAzure',
					value: true,
				},
				{ op: 'replace', path: '/registrations/1/solutionDetails/0/value', value: 21 },
				{
					op: 'replace',
					path: '/registrations/1/solutionDetails/1/marketplaceTransactionDetails/isMarketplaceTransacted',
					value: false,
				},
				{
					op: 'replace',
					path: '/registrations/1/contract/endDateTime',
					value: '2027-01-01T00:00:00.000Z',
				},
				{ op: 'replace', path: '/registrations/1/contract/value', value: 30 },
			],
		]);
		expect(registrations(id)[0]).toMatchObject(ONE);
		expect(registrations(id)[1]).toMatchObject({ contract: { value: 30 } });
	});

	test('takes the only registration and its only solution without their IDs', async () => {
		const id = open(ONE);

		const { error } = await run('update', id, { solutionDetails: [{ value: 9 }] });

		expect(error).toBeUndefined();
		expect(registrations(id)[0].solutionDetails[0]).toMatchObject({ id: 'SOL-1', value: 9 });
	});

	test('adds what is not there yet', async () => {
		const id = open();
		partnerCenter.simulator.fault({
			when: ({ method }) => method === 'GET',
			status: 200,
			body: {
				id,
				eTag: partnerCenter.simulator.referral(id).eTag,
				registrations: [{ id: 'R1', solutionDetails: [{ id: 'SOL-1' }] }],
			},
		});

		await run('update', id, {
			contract: { term: 'Perpetual', value: 10 },
			solutionDetails: [{ value: 9 }],
		});

		expect(partnerCenter.patchDocuments).toEqual([
			[
				{ op: 'add', path: '/registrations/0/solutionDetails/0/value', value: 9 },
				{ op: 'add', path: '/registrations/0/contract', value: { term: 'Perpetual' } },
				{ op: 'add', path: '/registrations/0/contract/value', value: 10 },
			],
		]);
	});

	test('if another user registers in the meantime, the right registration is found again', async () => {
		const id = open(ONE);
		partnerCenter.simulator.fault({
			when: isPatch,
			delayMs: 1,
			until: Promise.resolve().then(async () => {
				while (partnerCenter.simulator.patches.length === 0) await new Promise(setImmediate);
				partnerCenter.simulator.touch(id, (referral) => {
					referral.registrations.push(structuredClone({ ...referral.registrations[0], id: 'R9' }));
				});
			}),
		});

		const { error } = await run('update', id, { registrationId: 'R1', contract: { value: 7 } });

		expect(error).toBeUndefined();
		expect(registrations(id).map((one) => [one.id, one.contract.value])).toEqual([
			['R1', 7],
			['R9', 10],
		]);
	});

	test('a change whose answer got lost is found by reading, and not sent again', async () => {
		const id = open(ONE, TWO);
		partnerCenter.simulator.fault({ when: isPatch, connection: 'applied-then-reset' });

		const { error } = await run('update', id, { registrationId: 'R2', contract: { value: 7 } });

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'PATCH', 'GET']);
	});

	test.each([
		[{}, '"Contract" and "Solutions" are empty'],
		[{ solutionDetails: [{ id: 'SOL-1' }] }, '"Solutions > Solution 1" contains nothing to change'],
		[{ contract: { value: -1 } }, '"Value" must be a number of at least 0'],
		[
			{ registrationId: '={{ $json.missing }}', contract: { value: 1 } },
			'"Registration ID" is empty',
		],
		[
			{
				solutionDetails: [
					{ id: 'SOL-1', value: 1 },
					{ id: 'SOL-1', value: 2 },
				],
			},
			'"Solutions > Solution 2" is for the same solution as an earlier row',
		],
		[{ registrationId: '={{ {} }}', contract: { value: 1 } }, '"Registration ID" must be text'],
	])('refuses %j and sends nothing', async (parameters, message) => {
		const { error } = await run('update', open(ONE), parameters);

		expect(partnerCenter.simulator.requests).toEqual([]);
		expect(error?.message).toContain(message);
	});

	test.each([
		[
			[],
			{},
			'"Registration ID" is empty, and the referral has no registration',
			'Create the registration first.',
		],
		[
			[ONE, TWO],
			{},
			'"Registration ID" is empty, but the referral has 2 registrations',
			'Enter one of these IDs: R1, R2.',
		],
		[
			[ONE],
			{ registrationId: 'R7' },
			'"Registration ID" must be the ID of an existing registration, not "R7"',
			'Enter one of these IDs: R1.',
		],
	])(
		'with %j and %j it changes nothing, and says what there is',
		async (ones, which, message, hint) => {
			const { error } = await run('update', open(...ones), { ...which, contract: { value: 5 } });

			expect(partnerCenter.simulator.patches).toEqual([]);
			expect(error?.message).toContain(message);
			expect(error?.description).toContain(hint);
		},
	);

	test('names the solution that is not there', async () => {
		const { error } = await run('update', open(TWO), { solutionDetails: [{ value: 5 }] });

		expect(error?.message).toContain('"Solution ID" is empty, but the referral has 2 solutions');
		expect(error?.description).toContain('Enter one of these IDs: SOL/1, SOL-2.');
	});
});
