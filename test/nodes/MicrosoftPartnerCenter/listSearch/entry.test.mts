import type { INodeListSearchResult } from 'n8n-workflow';

import { PartnerCenter } from '../../../engine/partnerCenter.mts';
import { searchIn } from './search.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start({ referrals: [] });
});
afterEach(() => partnerCenter.simulator.stop());

const search = (filter?: string): Promise<INodeListSearchResult> => searchIn(partnerCenter, filter);

/** An entry as the list shows it, where several spaces look like one. */
const visible = (name: string) => name.replace(/ +/g, ' ');

/** What the closed field shows of a label at its usual width. */
const inField = (label: string) => label.slice(0, 40).trimEnd();

async function onlyEntry(fields: object): Promise<string> {
	partnerCenter.referral(fields);
	const { results } = await search();
	expect(results).toHaveLength(1);
	return results[0].name;
}

test.each([
	[
		{ name: 'Learning platform for Example School', customerProfile: { name: 'Example School' } },
		'Learning platfo… | Example School | New | 5000 USD',
	],
	[
		{
			name: 'Contoso moves its whole warehouse to Azure',
			customerProfile: { name: 'Contoso Manufacturing and Logistics Limited' },
			status: 'Closed',
			substatus: 'Declined',
			details: { dealValue: 1234567.89, currency: 'USD' },
		},
		'Contoso moves… | Contoso Manufac… | Declined | 1234567.89 USD',
	],
	[{ name: 'Deal', status: 'Closed', substatus: 'Won', details: {} }, 'Deal | Contoso | Won'],
	[{ name: 'Deal', status: 'Active', substatus: 'Accepted' }, 'Deal | Contoso | Active | 5000 USD'],
	[{ name: null, customerProfile: {} }, 'New | 5000 USD'],
	[{ name: 'Deal', status: null, substatus: null, details: {} }, 'Deal | Contoso'],
	[
		{
			id: 'only-an-id',
			name: null,
			status: null,
			substatus: null,
			customerProfile: {},
			details: {},
		},
		'only-an-id',
	],
])('customer, status and value of %j are visible in the list', async (fields, expected) => {
	expect(visible(await onlyEntry(fields))).toBe(expected);
});

test('a label that was stored does not show what becomes outdated', async () => {
	const label = await onlyEntry({ name: 'Deal 1', status: 'Active', substatus: 'Accepted' });

	expect(inField(label)).toBe('Deal 1 | Contoso');
});

const ID = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';

test.each([
	ID,
	` ${ID.toUpperCase()} `,
	`https://partner.microsoft.com/en-us/dashboard/referrals/v2/leads/${ID}?tab=details`,
	`https://api.partner.microsoft.com/v1.0/engagements/referrals/${ID}`,
	'https://api.partner.microsoft.com/v1.0/engagements/referrals/referral-1',
	"referrals('referral-1')",
])('%j finds its referral by one request, however old the referral is', async (pasted) => {
	const id = pasted.includes('referral-1') ? 'referral-1' : ID;
	for (let index = 0; index < 150; index += 1) partnerCenter.referral();
	partnerCenter.referral({ id, name: 'Old deal', updatedDateTime: '2020-01-01T00:00:00Z' });

	const { results, paginationToken } = await search(pasted);

	expect(results.map(({ value }) => value)).toEqual([id]);
	expect(paginationToken).toBeUndefined();
	expect(partnerCenter.simulator.requests).toHaveLength(1);
});

test('an ID that does not exist finds nothing', async () => {
	partnerCenter.referral();

	expect((await search(ID)).results).toEqual([]);
});

test('another failure of the search for an ID is reported', async () => {
	partnerCenter.simulator.fault({ status: 403 });

	await expect(search(ID)).rejects.toThrow('not allowed');
});
