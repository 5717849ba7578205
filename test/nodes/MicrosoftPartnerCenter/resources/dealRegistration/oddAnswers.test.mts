import { open, partnerCenter, run, startPartnerCenter } from './registrationRuns.mts';

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const UNCONVERTIBLE = { toString: 1, valueOf: 1 };

test('registrations without a readable ID hide no other, and are not among those to choose from', async () => {
	const id = open({ id: UNCONVERTIBLE }, { id: null }, { id: [] }, { id: 'R1' }, { id: 7 });

	const { error } = await run('update', id, {
		registrationId: 'R2',
		contract: { value: 5 },
	});

	expect(error?.message).toContain('must be the ID of an existing registration, not "R2"');
	expect(error?.description).toContain('Enter one of these IDs: R1, 7.');
	expect(partnerCenter.simulator.patches).toEqual([]);

	expect(
		(await run('update', id, { registrationId: 'r1', contract: { value: 5 } })).error,
	).toBeUndefined();
	expect(partnerCenter.simulator.patches.map(({ body }) => body)).toEqual([
		[{ op: 'replace', path: '/registrations/3/contract/value', value: 5 }],
	]);
});

test('terms that are no texts are compared with nothing', async () => {
	const odd = UNCONVERTIBLE;
	const solutionDetails = [
		{
			id: odd,
			value: 9,
			currency: odd,
			marketplaceTransactionDetails: { isMarketplaceTransacted: odd },
		},
	];
	const id = open({ id: 'R1', contract: { term: odd, currency: odd, value: 20 }, solutionDetails });

	const { error } = await run('update', id, { contract: { signDateTime: '2026-10-01' } });

	expect(error).toBeUndefined();
});
