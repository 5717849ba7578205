import type { IDataObject } from 'n8n-workflow';

import { PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { ReferralFields } from '../../../../simulator/simulator.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start({ referrals: [] });
});
afterEach(() => partnerCenter.simulator.stop());

const getAll = (parameters: object = {}, items: IDataObject[] = [{}], node = {}) =>
	partnerCenter.run({ operation: 'getAll', ...parameters }, { items, node });

/** So many referrals, each created and updated an hour after the one before. */
function referrals(count: number, fields: (index: number) => Partial<ReferralFields> = () => ({})) {
	return Array.from({ length: count }, (_, index) => {
		const moment = new Date(Date.UTC(2026, 0, 1, index)).toISOString();
		return partnerCenter.referral({
			id: `referral-${index}`,
			createdDateTime: moment,
			updatedDateTime: moment,
			...fields(index),
		});
	});
}

const ids = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json.id);
const queries = () => partnerCenter.simulator.requests.map(({ query }) => query);

test('gives out as many as the limit says, newest first, by one request that asks for no more', async () => {
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

test('follows the pages for all of them, by the query of the next link alone', async () => {
	const all = referrals(250);

	const { items } = await getAll({ returnAll: true });

	expect(ids(items)).toEqual([...all].reverse());
	expect(partnerCenter.simulator.requests).toHaveLength(3);
	for (const { path, headers } of partnerCenter.simulator.requests) {
		expect(path).toBe('/v1.0/engagements/referrals');
		expect(headers.host).toBe(new URL(partnerCenter.simulator.url).host);
	}
	expect(queries().map((query) => Object.keys(query))).toEqual([
		['$orderby'],
		['$skiptoken'],
		['$skiptoken'],
	]);
});

test('each page is a request of its own, by its MS-RequestId', async () => {
	referrals(250);

	await getAll({ returnAll: true });

	const requestIds = partnerCenter.simulator.requests.map(({ headers }) => headers['ms-requestid']);
	expect(new Set(requestIds).size).toBe(3);
});

test('stops at the page that fills a limit of more than one', async () => {
	referrals(350);

	const { items } = await getAll({ limit: 150 });

	expect(items).toHaveLength(150);
	expect(partnerCenter.simulator.requests).toHaveLength(2);
});

test('a page that is refused for a while is asked for again, and nothing is there twice', async () => {
	const all = referrals(250);
	partnerCenter.simulator.fault({ status: 429, headers: { 'Retry-After': '0' }, skip: 1 });
	partnerCenter.simulator.fault({ connection: 'reset', skip: 2 });

	const { items } = await getAll({ returnAll: true });

	expect(ids(items)).toEqual([...all].reverse());
});

test('a referral that moves while the list is read is there once', async () => {
	referrals(150);
	partnerCenter.simulator.fault({
		skip: 1,
		delayMs: 1,
		until: Promise.resolve().then(() => {
			partnerCenter.simulator.touch('referral-10', ({ details }) => {
				details.notes = 'moved to the front';
			});
		}),
	});

	const { items } = await getAll({ returnAll: true });

	expect(new Set(ids(items)).size).toBe(items.length);
});

test('a failure on a later page is a failure: a part would pass for the whole', async () => {
	referrals(250);
	partnerCenter.simulator.fault({ status: 403, skip: 2 });

	const { items, errorItems } = await getAll({ returnAll: true }, [{ own: 'field' }], {
		onError: 'continueErrorOutput',
	});

	expect(items).toEqual([]);
	expect(errorItems.map(({ json }) => json)).toMatchObject([
		{ own: 'field', error: expect.stringContaining('may not do this (403') as string },
	]);
});

test.each([
	['repeats', 'https://elsewhere.example/x?$skiptoken=same', 'The list does not end'],
	['has no query', 'https://elsewhere.example/x', 'The answer could not be read as a list'],
	['can’t be read', 'http://[', 'The answer could not be read as a list'],
	['is no text', { link: 1 }, 'The answer could not be read as a list'],
])('a next link that %s ends in a message', async (_name, link, message) => {
	partnerCenter.simulator.fault({
		status: 200,
		body: { value: [], '@odata.nextLink': link },
		times: Infinity,
	});

	const { error } = await getAll({ returnAll: true, options: { maxRetries: 0 } });

	expect(error?.message).toContain(message);
	expect(partnerCenter.simulator.requests.length).toBeLessThanOrEqual(2);
});

test('pages that bring nothing new end in a message', async () => {
	let page = 0;
	partnerCenter.simulator.fault({
		when: () => {
			partnerCenter.simulator.fault({
				status: 200,
				body: { value: [], '@odata.nextLink': `?$skiptoken=${++page}` },
			});
			return false;
		},
		status: 200,
		times: Infinity,
	});

	const { error } = await getAll({ limit: 1 });

	expect(error?.message).toMatch(/^The list does not end/);
	expect(page).toBeLessThan(30);
});

test.each([
	[{ value: 'text' }],
	[{ value: [1] }],
	[{ value: [{ name: 'no ID' }] }],
	[[]],
	['<html>'],
	[{}],
])('an answer that is no list is said so: %j', async (body) => {
	partnerCenter.simulator.fault({ status: 200, body, times: Infinity });

	const { error } = await getAll({ options: { maxRetries: 0 } });

	expect(error?.message).toMatch(/^The answer could not be read as a list of referrals \(200\)/);
});

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

	test('gives out nothing where there is none', async () => {
		referrals(3);

		const { items, error } = await find('OPP-1');

		expect([items, error]).toEqual([[], undefined]);
	});

	test('a filter of one’s own that is wrong is reported, not left out', async () => {
		const { error } = await find('OPP-1', { custom: 'status is new' });

		expect(error?.message).toMatch(/^Partner Center did not accept the "Filters" or the "Sort"/);
	});
});

test.each([
	[{ limit: 0 }, 'Limit'],
	[{ limit: -1 }, 'Limit'],
	[{ limit: '={{ $json.missing }}' }, 'Limit'],
	[{ limit: '={{ "many" }}' }, 'Limit'],
	[{ returnAll: '={{ "perhaps" }}' }, 'Return All'],
	[{ sort: '={{ "name asc" }}' }, 'Sort'],
	[{ filters: { country: 'USA' } }, 'Country'],
	[{ filters: { country: '={{ "UK" }}' } }, 'Country'],
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
	expect(error?.message).toContain(`"${name}" must be `);
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
