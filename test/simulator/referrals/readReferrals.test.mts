import { signedInClient, type SignedInClient } from '../signedInClient.mts';
import { type Referral, type Simulator, startSimulator } from '../simulator.mts';

const active = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';

interface Page {
	'@odata.context': string;
	'@odata.count'?: number;
	'@odata.nextLink'?: string;
	value: Referral[];
}

let simulator: Simulator;
let client: SignedInClient;

beforeEach(async () => {
	simulator = await startSimulator({ pageSize: 2 });
	client = signedInClient(simulator);
});

afterEach(async () => {
	await simulator.stop();
});

async function names(query: Record<string, string>): Promise<(string | null)[]> {
	const { status, body } = await client.list(query);
	expect(status).toBe(200);
	return (body as Page).value.map(({ customerProfile }) => customerProfile.name);
}

/** All pages, by the next link's query on the address that is known to be right. */
async function allPages(query: Record<string, string>): Promise<Page[]> {
	const pages = [(await client.list(query)).body as Page];
	for (;;) {
		const next = pages.at(-1)?.['@odata.nextLink'];
		if (next === undefined) return pages;
		pages.push((await client.get(new URL(next).search)).body as Page);
	}
}

describe('a single referral', () => {
	test('comes with its entity tag, in the body and in the header', async () => {
		const { status, headers, body } = await client.get(`/${active}`);
		const { eTag } = body as Referral;
		expect(status).toBe(200);
		expect(body).toEqual(simulator.referral(active));
		expect(eTag).toMatch(/^"[\da-f-]{36}"$/);
		expect(headers.get('etag')).toBe(eTag);
	});

	test('is found whatever the case of its id', async () => {
		expect((await client.get(`/${active.toUpperCase()}`)).body).toMatchObject({ id: active });
	});

	test('names itself and its relatives by the service’s own address', () => {
		const { engagementId, links } = simulator.referral(active);
		expect(links.self.uri).toBe(
			`https://api.partner.microsoft.com/v1.0/engagements/referrals/${active}`,
		);
		expect(links.relatedReferrals.uri).toContain(engagementId);
	});

	test('that is unknown is not found', async () => {
		const { status, body } = await client.get('/00000000-0000-0000-0000-000000000000');
		expect(status).toBe(404);
		expect(body).toMatchObject({ error: { code: 'itemNotFound', target: 'id' } });
	});
});

describe('the list', () => {
	test('holds a page of referrals and counts them all', async () => {
		const { status, body } = await client.list();
		expect(status).toBe(200);
		expect(body).toMatchObject({
			'@odata.context': 'http://api.partner.microsoft.com/v1.0/$metadata#Referrals',
			'@odata.count': 6,
		});
		expect((body as Page).value).toHaveLength(2);
	});

	test('leaves the count out when asked to', async () => {
		expect((await client.list({ $count: 'false' })).body).not.toHaveProperty(['@odata.count']);
	});

	test('answers at the collection’s address with a slash as well', async () => {
		expect((await client.get('/')).status).toBe(200);
	});

	test('goes on by a next link of which only the query is of use', async () => {
		const { body } = await client.list();
		expect((body as Page)['@odata.nextLink']).toMatch(
			/^http:\/\/api\.partner\.microsoft\.com\/v1\.0\/referrals\?\$skiptoken=[\w-]+$/,
		);
	});

	test('gives each referral once over all pages, with filter, order and fields', async () => {
		const pages = await allPages({
			$filter: "status ne 'New'",
			$orderby: 'createdDateTime desc',
			$select: 'id,createdDateTime',
		});
		const created = pages.flatMap(({ value }) => value.map((row) => row.createdDateTime));
		expect(pages.map(({ value }) => value.length)).toEqual([2, 2]);
		expect(pages.map((page) => page['@odata.count'])).toEqual([4, 4]);
		expect(created).toHaveLength(new Set(created).size);
		expect(created).toEqual([...created].sort().reverse());
		expect(Object.keys(pages[1].value[0]).sort()).toEqual(['createdDateTime', 'id']);
	});

	test.each([
		['1', [1]],
		['2', [2]],
		['3', [2, 1]],
		['4', [2, 2]],
		['100', [2, 2, 2]],
		['0', [0]],
	])('stops at a $top of %s', async ($top, sizes) => {
		const pages = await allPages({ $top });
		expect(pages.map(({ value }) => value.length)).toEqual(sizes);
	});

	test('leaves out as many as $skip says', async () => {
		const all = (await allPages({})).flatMap(({ value }) => value);
		const rest = (await allPages({ $skip: '3' })).flatMap(({ value }) => value);
		expect(rest).toEqual(all.slice(3));
		expect((await allPages({ $skip: '7' }))[0].value).toEqual([]);
	});

	test('is ordered by the moment, to the last decimal', async () => {
		const fields = simulator.referral(active);
		const later = { ...fields, id: 'later', updatedDateTime: '2030-01-01T00:00:00.0000002Z' };
		simulator.put(later);
		simulator.put({ ...later, id: 'earlier', updatedDateTime: '2030-01-01T00:00:00.0000001Z' });
		const ids = async ($orderby: string) => {
			const { body } = await client.list({ $orderby, $filter: 'updatedDateTime ge 2030-01-01' });
			return (body as Page).value.map(({ id }) => id);
		};
		expect(await ids('updatedDateTime')).toEqual(['earlier', 'later']);
		expect(await ids('updatedDateTime asc')).toEqual(['earlier', 'later']);
		expect(await ids('updatedDateTime desc')).toEqual(['later', 'earlier']);
	});

	test.each([
		["customerProfile/address/country eq 'US' and direction eq 'Outgoing'", ['Fabrikam Inc']],
		["engagementId eq '65EDC0B5-3485-41b7-a17e-dfa9ef4706e2'", ['Fabrikam Inc']],
		["(direction eq 'Incoming' and substatus eq 'Pending')", ['Example School']],
		[
			"status eq 'Active' and direction eq 'Outgoing' and type eq 'Shared' and team/any(t:t/email eq 'jane.doe@contoso.com')",
			['Fabrikam Inc'],
		],
	])('is filtered as the documentation shows: %s', async ($filter, expected) => {
		expect(await names({ $filter })).toEqual(expected);
	});

	test.each([
		['$filter', "status eq 'New"],
		['$filter', "statuses eq 'New'"],
		['$filter', "externalReferenceId eq 'OPP-1001'"],
		['$orderby', 'name'],
		['$orderby', 'createdDateTime up'],
		['$orderby', 'createdDateTime desc more'],
		['$select', 'id,dealValue'],
		['$select', 'details/dealValue'],
		['$top', 'ten'],
		['$skip', '-1'],
		['$skiptoken', 'x'],
		['$search', 'x'],
	])('refuses %s %s', async (name, value) => {
		const { status, body } = await client.list({ [name]: value });
		expect(status).toBe(400);
		expect(body).toMatchObject({ error: { code: 'invalidRequest', target: name } });
	});
});
