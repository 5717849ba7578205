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

test.each([
	['status', 'Active', "status eq 'Active'"],
	['substatus', 'won', "substatus eq 'Won'"],
	['type', 'Shared', "type eq 'Shared'"],
	['direction', 'Incoming', "direction eq 'Incoming'"],
	['qualification', 'SalesQualified', "qualification eq 'SalesQualified'"],
	['country', 'us', "customerProfile/address/country eq 'US'"],
	['engagementId', "o'hara", "engagementId eq 'o''hara'"],
	['teamMemberEmail', "o'hara@contoso.com", "team/any(t:t/email eq 'o''hara@contoso.com')"],
	['updatedAfter', '2026-01-01T01:00:00+01:00', 'updatedDateTime gt 2026-01-01T00:00:00.000Z'],
	['createdAfter', '2026-01-01', 'createdDateTime gt 2026-01-01T05:00:00.000Z'],
	[
		'custom',
		"details/dealValue gt 5 or status ne 'New'",
		"(details/dealValue gt 5 or status ne 'New')",
	],
])('the filter %s by %j', async (name, value, filter) => {
	const { error } = await partnerCenter.run(
		{ operation: 'getAll', filters: { [name]: value } },
		{ settings: { timezone: 'America/New_York' } },
	);

	expect(error).toBeUndefined();
	expect(queries()[0].$filter).toBe(filter);
});

test('filters find what fits all of them', async () => {
	referrals(12, (index) => ({
		status: index % 2 ? 'Active' : 'New',
		substatus: index % 2 ? 'Accepted' : 'Pending',
		team: [{ email: index % 3 ? 'john@contoso.com' : "o'hara@contoso.com" }],
		customerProfile: { name: "O'Hara", address: { country: index < 6 ? 'US' : 'DE' } },
	}));

	const { items } = await getAll({
		filters: {
			status: 'Active',
			country: 'DE',
			teamMemberEmail: "o'hara@contoso.com",
			updatedAfter: '2026-01-01T05:00:00Z',
			custom: "customerProfile/name eq 'O''Hara' or name eq 'x'",
		},
		sort: 'createdDateTime asc',
	});

	expect(ids(items)).toEqual(['referral-9']);
});

describe('the finder by the key of a CRM', () => {
	const find = (externalReferenceId: unknown, more: object = {}) =>
		getAll({ filters: { externalReferenceId, ...more } });

	test('reads page by page where the service can’t filter by it, with the other filters', async () => {
		referrals(250, (index) => ({
			externalReferenceId: `OPP-${index}`,
			status: index % 2 ? 'Active' : 'New',
			substatus: index % 2 ? 'Accepted' : 'Pending',
		}));

		const { items, error } = await find('OPP-7', { status: 'Active' });

		expect(error).toBeUndefined();
		expect(ids(items)).toEqual(['referral-7']);
		const [asked, ...pages] = queries();
		expect(asked.$filter).toBe("externalReferenceId eq 'OPP-7' and status eq 'Active'");
		expect(pages[0]).toEqual({
			$orderby: 'updatedDateTime desc',
			$filter: "status eq 'Active'",
		});
		expect(pages).toHaveLength(2);
	});

	test('stops where it has found as many as are wanted', async () => {
		referrals(250, () => ({ externalReferenceId: 'OPP-1' }));

		const { items } = await getAll({ limit: 1, filters: { externalReferenceId: 'OPP-1' } });

		expect(ids(items)).toEqual(['referral-249']);
		expect(queries()).toHaveLength(2);
	});

	test('takes the service’s word where it can filter, but looks whether it did', async () => {
		partnerCenter.simulator.fault({
			status: 200,
			body: { value: [{ id: 'one', externalReferenceId: '7' }, { id: 'two' }] },
		});

		const { items } = await find('={{ 7 }}');

		expect(ids(items)).toEqual(['one']);
		expect(queries()).toHaveLength(1);
	});

	test('outputs nothing if there is none', async () => {
		referrals(3);

		const { items, error } = await find('OPP-1');

		expect([items, error]).toEqual([[], undefined]);
	});

	test('a filter of one’s own that is wrong is reported, not left out', async () => {
		const { error } = await find('OPP-1', { custom: 'status is new' });

		expect(error?.message).toMatch(/Partner Center did not accept "Filters" or "Sort"/);
	});
});
