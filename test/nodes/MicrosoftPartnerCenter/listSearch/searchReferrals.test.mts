import type { INodeListSearchResult } from 'n8n-workflow';

import { PartnerCenter } from '../../../engine/partnerCenter.mts';
import { searchIn } from './search.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start({ referrals: [] });
});
afterEach(() => partnerCenter.simulator.stop());

const search = (filter?: string, paginationToken?: string): Promise<INodeListSearchResult> =>
	searchIn(partnerCenter, filter, paginationToken);

/** An entry as the list shows it, where several spaces look like one. */
const visible = (name: string) => name.replace(/ +/g, ' ');

function referrals(count: number): void {
	for (let index = 0; index < count; index += 1) {
		partnerCenter.referral({
			id: `referral-${index}`,
			name: `Deal ${index}`,
			customerProfile: { name: index % 50 === 0 ? 'Fabrikam' : 'Contoso' },
			updatedDateTime: new Date(Date.UTC(2026, 0, 1, index)).toISOString(),
		});
	}
}

test('offers referrals with what tells them apart, newest first', async () => {
	referrals(3);
	partnerCenter.referral({ id: 'bare', name: null, customerProfile: {}, details: {} } as never);

	const { results } = await search();

	expect(results.map(({ name, value }) => [visible(name), value])).toEqual([
		['New', 'bare'],
		['Deal 2 | Contoso | New | 5000 USD', 'referral-2'],
		['Deal 1 | Contoso | New | 5000 USD', 'referral-1'],
		['Deal 0 | Fabrikam | New | 5000 USD', 'referral-0'],
	]);
});

test.each([
	['deal 2', ['referral-2']],
	['  FABRIKAM ', ['referral-0']],
	['referral-1', ['referral-1']],
	['new: pending', ['referral-2', 'referral-1', 'referral-0']],
	['5000 usd', ['referral-2', 'referral-1', 'referral-0']],
	['nobody', []],
])('finds by what the list shows, case-insensitively: %j', async (filter, expected) => {
	referrals(3);

	const { results, paginationToken } = await search(filter);

	expect(results.map(({ value }) => value)).toEqual(expected);
	expect(paginationToken).toBeUndefined();
});

test('goes on to further pages for a name that is not on the first', async () => {
	referrals(250);

	const { results } = await search('Deal 7');

	expect(results.map(({ name }) => name.split(' |')[0])).toContain('Deal 7');
	expect(partnerCenter.simulator.requests).toHaveLength(3);
});

test('gives page after page as a person scrolls, each referral once', async () => {
	referrals(250);

	const first = await search();
	const second = await search(undefined, first.paginationToken as string);
	const third = await search(undefined, second.paginationToken as string);

	expect([first, second, third].map(({ results }) => results.length)).toEqual([100, 100, 50]);
	expect(third.paginationToken).toBeUndefined();
	expect(
		new Set([first, second, third].flatMap(({ results }) => results.map(({ value }) => value)))
			.size,
	).toBe(250);
});

test('never follows a link to where it leads', async () => {
	partnerCenter.simulator.fault({
		status: 200,
		body: { value: [], '@odata.nextLink': 'http://127.0.0.1:1/elsewhere?$skiptoken=x' },
	});

	await expect(search()).rejects.toThrow('did not accept');

	expect(partnerCenter.simulator.requests.map(({ path, query }) => [path, query])).toEqual([
		['/v1.0/engagements/referrals', { $orderby: 'updatedDateTime desc' }],
		['/v1.0/engagements/referrals', { $skiptoken: 'x' }],
	]);
});

test.each([
	[
		{ status: 403 },
		'The signed-in user is not allowed to do this (403 accessDenied)',
		'Referrals admin',
	],
	[{ status: 200, body: '<html>' }, 'could not be read as a list of referrals (200)', 'API URL'],
	[
		{ connection: 'reset' as const },
		'The connection was lost before Partner Center responded',
		'Wait',
	],
])('fails in words that help: %j', async (fault, message, hint) => {
	partnerCenter.simulator.fault(fault);

	const error = await search().catch((thrown: unknown) => thrown);

	expect(error).toMatchObject({
		name: 'NodeApiError',
		message: expect.stringContaining(message) as string,
		description: expect.stringContaining(hint) as string,
	});
	expect(JSON.stringify(error)).not.toMatch(/bearer/i);
});

test('asks nothing of an address that is not allowed', async () => {
	partnerCenter.credential.data.apiUrl = 'http://contoso.com';

	await expect(search()).rejects.toThrow('"API URL" of the credential must begin with https://');
	expect(partnerCenter.simulator.requests).toEqual([]);
});

test('renews an expired token', async () => {
	referrals(1);
	partnerCenter.simulator.expireAccessTokens();

	expect((await search()).results).toHaveLength(1);
	expect(partnerCenter.credential.renewals).toBe(1);
});
