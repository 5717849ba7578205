import {
	getAll,
	ids,
	partnerCenter,
	queries,
	referrals,
	startPartnerCenter,
} from './getAllRuns.mts';

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

const named = (name: unknown) => partnerCenter.referral({ id: 'found', name } as never);
const of = (name: unknown) =>
	partnerCenter.referral({ id: 'found', customerProfile: { name } } as never);

const TEXTS: Array<[string, string]> = [
	['Contoso moves to Azure', 'CONTOSO'],
	['Contoso moves to Azure', 'moves  to\tAzure'],
	['Contoso\u00a0moves\nto  Azure', 'contoso moves to azure'],
	['Cafe\u0301 migration', 'café'],
	['Ｃｏｎｔｏｓｏ', 'contoso'],
	['Con\u200btoso', 'contoso'],
	['Große Straße', 'GROSSE STRASSE'],
	['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
	["O'Hara & Sons (100%)", "o'hara & sons (100%)"],
	['Deal .* 2026', '.*'],
	['Deal 2026', '={{ 2026 }}'],
	['Contoso', '  contoso '],
];

test.each(TEXTS)('the name %j contains %j', async (name, nameContains) => {
	named(name);

	expect(ids((await getAll({ filters: { nameContains } })).items)).toEqual(['found']);
});

test.each(TEXTS)('the customer %j contains %j', async (name, customerContains) => {
	of(name);

	expect(ids((await getAll({ filters: { customerContains } })).items)).toEqual(['found']);
});

test.each([
	['Contoso', 'fabrikam'],
	['Contoso', 'con toso'],
	['Contoso', '.*'],
	[null, 'null'],
])('the name %j doesn’t contain %j', async (name, nameContains) => {
	named(name);

	expect((await getAll({ filters: { nameContains } })).items).toEqual([]);
});

test.each([
	[10000, 10000],
	[10000, '={{ "9999.5" }}'],
	['10000', 9999],
	['9.5', '={{ "9" }}'],
	[0, 0],
])('a deal of %j is worth at least %j', async (dealValue, minDealValue) => {
	partnerCenter.simulator.fault({
		status: 200,
		body: { value: [{ id: 'found', details: { dealValue } }] },
	});

	expect(ids((await getAll({ filters: { minDealValue } })).items)).toEqual(['found']);
});

test.each([
	[10000, 10000.01],
	['9', 10],
	[null, 0],
	['', 0],
	[undefined, 0],
])('a deal of %j is not worth at least %j', async (dealValue, minDealValue) => {
	partnerCenter.simulator.fault({
		status: 200,
		body: { value: [{ id: 'found', details: { dealValue } }] },
	});

	expect((await getAll({ filters: { minDealValue } })).items).toEqual([]);
});

test('the limit counts what matches, and no page is read after the one that fills it', async () => {
	referrals(350, (index) => ({ name: index % 10 === 0 ? 'Fabrikam' : 'Contoso' }));

	const { items } = await getAll({ limit: 12, filters: { nameContains: 'fabrikam' } });

	expect(ids(items)).toHaveLength(12);
	expect(ids(items)[0]).toBe('referral-340');
	expect(queries()).toHaveLength(2);
	expect(queries()[0]).toEqual({ $orderby: 'updatedDateTime desc' });
});

test('all that match are returned without a limit, together with what the service filters', async () => {
	referrals(250, (index) => ({
		name: index % 10 === 0 ? 'Fabrikam' : 'Contoso',
		status: index % 20 === 0 ? 'Active' : 'New',
		substatus: index % 20 === 0 ? 'Accepted' : 'Pending',
	}));

	const { items } = await getAll({
		returnAll: true,
		filters: { nameContains: 'fabrikam', customerContains: 'contoso', status: 'Active' },
	});

	expect(items).toHaveLength(13);
	expect(queries()[0].$filter).toBe("status eq 'Active'");
});

test.each([true, false])(
	'they apply to what the key of a CRM finds, if the service filters by it: %s',
	async (filtersByKey) => {
		await partnerCenter.simulator.stop();
		await startPartnerCenter({ filtersByKey });
		referrals(150, (index) => ({
			externalReferenceId: 'OPP-1',
			name: index === 3 ? 'Fabrikam' : 'Contoso',
		}));

		const { items } = await getAll({
			limit: 1,
			filters: { externalReferenceId: 'OPP-1', nameContains: 'fabrikam' },
		});

		expect(ids(items)).toEqual(['referral-3']);
	},
);

test('Updated Before is sent to the service, in the time zone of the workflow', async () => {
	referrals(10);

	const { items } = await partnerCenter.run(
		{
			operation: 'getAll',
			filters: { updatedAfter: '2025-12-31T20:00', updatedBefore: '2025-12-31T22:00:00' },
		},
		{ settings: { timezone: 'America/New_York' } },
	);

	expect(queries()[0].$filter).toBe(
		'updatedDateTime gt 2026-01-01T01:00:00.000Z and updatedDateTime lt 2026-01-01T03:00:00.000Z',
	);
	expect(ids(items)).toEqual(['referral-2']);
});

test.each([
	[{ nameContains: '' }, '"Name Contains" is empty'],
	[{ nameContains: '  ' }, '"Name Contains" must be text'],
	[{ customerContains: '={{ $json.missing }}' }, '"Customer Contains" is empty'],
	[{ minDealValue: '={{ "10,000" }}' }, '"Min Deal Value" must be a number'],
	[{ minDealValue: -1 }, '"Min Deal Value" must be a number'],
	[{ updatedBefore: 'yesterday' }, '"Updated Before" must be a date'],
])('rejects %j by its name and sends nothing', async (filters, message) => {
	const { error } = await getAll({ filters });

	expect(error?.message).toContain(message);
	expect(partnerCenter.simulator.requests).toEqual([]);
});

test('an agent’s parallel calls don’t share what the node filters', async () => {
	partnerCenter.referral({ id: 'a', name: 'Fabrikam' });
	partnerCenter.referral({ id: 'b', name: 'Contoso' });
	const call = partnerCenter.engine.asTool(partnerCenter.credential, {
		operation: 'getAll',
		filters: { nameContains: '={{ $fromAI("name") }}' },
	});

	const found = await Promise.all([call({ name: 'fabrikam' }), call({ name: 'contoso' })]);

	expect(found.map(ids)).toEqual([['a'], ['b']]);
});
