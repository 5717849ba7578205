import { LoadOptionsContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type { INodeListSearchResult } from 'n8n-workflow';

import { additionalData } from '../../../engine/additionalData.mts';
import { withExpressions } from '../../../engine/expressions.mts';
import { ourNode } from '../../../engine/nodes.mts';
import { PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start({ referrals: [] });
});
afterEach(() => partnerCenter.simulator.stop());

/** Searches as n8n's editor does when a person opens the list or types into it. */
async function search(filter?: string, paginationToken?: string): Promise<INodeListSearchResult> {
	const { engine, credential } = partnerCenter;
	const node = ourNode({ parameters: {} });
	const { nodeTypes } = engine;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const data = additionalData(workflow, credential);
	const context = new LoadOptionsContext(workflow, node, data, '');
	const { searchReferrals } = engine.nodeType.methods!.listSearch!;
	return await withExpressions(
		workflow,
		async () => await searchReferrals.call(context, filter, paginationToken),
	);
}

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

	expect(results).toEqual([
		{ name: 'New: Pending', value: 'bare' },
		{ name: 'Deal 2 | Contoso | New: Pending | 5000 USD', value: 'referral-2' },
		{ name: 'Deal 1 | Contoso | New: Pending | 5000 USD', value: 'referral-1' },
		{ name: 'Deal 0 | Fabrikam | New: Pending | 5000 USD', value: 'referral-0' },
	]);
});

test.each([
	['deal 2', ['referral-2']],
	['  FABRIKAM ', ['referral-0']],
	['nobody', []],
])('finds by name and customer, whatever the case: %j', async (filter, expected) => {
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
	[{ connection: 'reset' as const }, 'The connection broke before an answer came', 'Wait'],
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
