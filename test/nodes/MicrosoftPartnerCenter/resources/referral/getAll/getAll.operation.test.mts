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

test('outputs as many as the limit allows, newest first, by one request for exactly that number', async () => {
	const all = referrals(60);

	const { items, error } = await getAll({ limit: 5 });

	expect(error).toBeUndefined();
	expect(ids(items)).toEqual(all.slice(-5).reverse());
	expect(queries()).toEqual([{ $orderby: 'updatedDateTime desc', $top: '5' }]);
	expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
});

test('the default limit is 50', async () => {
	referrals(60);

	expect((await getAll()).items).toHaveLength(50);
});

test.each([
	[{ limit: 0 }, 'Limit'],
	[{ limit: -1 }, 'Limit'],
	[{ limit: '={{ $json.missing }}' }, 'Limit'],
	[{ limit: '={{ "many" }}' }, 'Limit'],
	[{ returnAll: '={{ "perhaps" }}' }, 'Return All'],
	[{ sort: '={{ "name asc" }}' }, 'Sort'],
	[{ filters: { country: 'USA' } }, 'Country'],
	[{ filters: { country: '={{ "EU" }}' } }, 'Country'],
	[{ filters: { status: '={{ "Open" }}' } }, 'Status'],
	[{ filters: { updatedAfter: 'yesterday' } }, 'Updated After'],
	[{ filters: { createdAfter: '={{ $json.missing }}' } }, 'Created After'],
	[{ filters: { teamMemberEmail: 'jane' } }, 'Team Member Email'],
	[{ filters: { externalReferenceId: '={{ $json.missing }}' } }, 'External Reference ID'],
	[{ filters: { engagementId: '' } }, 'Engagement ID'],
	[{ filters: { custom: ' ' } }, 'Custom (OData)'],
])('refuses %j by its name and sends nothing', async (parameters, name) => {
	const { error } = await getAll(parameters);

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message.startsWith(`"${name}" `)).toBe(true);
	expect(error?.message).toMatch(/" (?:must be |is empty|contains only)/);
	expect(error?.message).not.toContain('undefined');
});

test('each input item is a list of its own, paired with it', async () => {
	referrals(4, (index) => ({
		customerProfile: { name: 'x', address: { country: index % 2 ? 'US' : 'DE' } },
	}));

	const { items } = await getAll({ filters: { country: '={{ $json.country }}' } }, [
		{ country: 'US' },
		{ country: 'FR' },
		{ country: 'DE' },
	]);

	expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
		['referral-3', { item: 0 }],
		['referral-1', { item: 0 }],
		['referral-2', { item: 2 }],
		['referral-0', { item: 2 }],
	]);
});
