import { eTag, isPatch, partnerCenter, run, startPartnerCenter } from './sendRuns.mts';
import { byId } from '../../../../engine/partnerCenter.mts';
import type { RecordedRequest } from '../../../../simulator/simulator.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

const RETRY = {
	onError: 'continueErrorOutput',
	retryOnFail: true,
	maxTries: 2,
	waitBetweenTries: 1,
} as const;

/** Each reads the referral before it is changed. */
const CHANGES: Array<[string, object, object]> = [
	[
		'a list that is replaced',
		{ operation: 'update', updateFields: { replaceTeam: '={{ [{ email: $json.email }] }}' } },
		{ team: [{ email: 'second@contoso.com' }] },
	],
	[
		'a value next to a list',
		{
			operation: 'update',
			updateFields: { dealValue: '={{ $json.value }}', addSolutions: [{ id: 'SOL-1' }] },
		},
		{ details: { dealValue: 2 } },
	],
	[
		'a value that is compared',
		{
			operation: 'updateDealValue',
			dealValue: '={{ $json.value }}',
			options: { onlyChanges: true },
		},
		{ details: { dealValue: 2 } },
	],
	[
		'a deal registration',
		{
			resource: 'dealRegistration',
			operation: 'update',
			contract: { value: '={{ $json.value }}' },
		},
		{ registrations: [{ contract: { value: 2 } }] },
	],
];

describe.each(CHANGES)('%s', (_name, parameters, expected) => {
	test('of a later item is not taken for a conflict when n8n tries both items again', async () => {
		const id = partnerCenter.referral({
			status: 'Active',
			substatus: 'Accepted',
			registrations: [{ id: 'REG-1', contract: { value: 5 } }],
		} as never);
		const { simulator } = partnerCenter;
		simulator.fault({ when: (one: RecordedRequest) => !isPatch(one), status: 403 });
		simulator.fault({ when: isPatch, status: 403 });

		const items = [
			{ id, value: 1, email: 'first@contoso.com' },
			{ id, value: 2, email: 'second@contoso.com' },
		].map((item) => ({ ...item, eTag: eTag(id) }));
		const result = await run({ ...parameters, referralId: byId('={{ $json.id }}') }, items, RETRY);

		expect(result.errorItems).toEqual([]);
		expect(result.items).toHaveLength(2);
		expect(simulator.referral(id)).toMatchObject(expected);
	});
});

/** Each reads the referral, which already has what the second item wants. */
const UNCHANGED: Array<[string, object, object]> = [
	[
		'an update of what differs',
		{
			operation: 'update',
			updateFields: { dealValue: '={{ $json.value }}' },
			options: { onlyChanges: true },
		},
		{ details: { dealValue: 5000 } },
	],
	[
		'a list that is replaced',
		{
			operation: 'update',
			updateFields: { replaceTeam: '={{ [{ email: $json.email }] }}' },
			options: { onlyChanges: true },
		},
		{ team: [{ email: 'second@contoso.com' }] },
	],
	[
		'Create or Update',
		{
			operation: 'upsert',
			columns: {
				mappingMode: 'defineBelow',
				value: { id: '={{ $json.id }}', dealValue: '={{ $json.value }}', currency: 'USD' },
				matchingColumns: ['id'],
				schema: [],
			},
		},
		{ details: { dealValue: 5000 } },
	],
];

test.each(UNCHANGED)(
	'%s: an item that had nothing to change is sent if the item before it succeeds on the second try',
	async (_name, parameters, expected) => {
		const id = partnerCenter.referral({
			status: 'Active',
			substatus: 'Accepted',
			team: [{ email: 'second@contoso.com' }],
		} as never);
		const { simulator } = partnerCenter;
		simulator.fault({ when: isPatch, status: 403 });

		const items = [
			{ id, value: 1, email: 'first@contoso.com' },
			{ id, value: 5000, email: 'second@contoso.com' },
		];
		const result = await run({ referralId: byId('={{ $json.id }}'), ...parameters }, items, RETRY);

		expect(result.errorItems).toEqual([]);
		expect(result.items.map(({ json }) => json.outcome)).toEqual(['updated', 'updated']);
		expect(simulator.referral(id)).toMatchObject(expected);
	},
);

test('an item that is compared again and sent keeps its output, however the item before it ends', async () => {
	const id = partnerCenter.referral();
	const { simulator } = partnerCenter;
	simulator.fault({ when: isPatch, status: 403 });
	simulator.fault({ when: isPatch, applied: 504 });
	const items = [1, 5000].map((value) => ({ id, value }));

	const result = await run(
		{
			operation: 'updateDealValue',
			referralId: byId('={{ $json.id }}'),
			dealValue: '={{ $json.value }}',
			options: { onlyChanges: true, maxRetries: 0 },
		},
		items,
		{ ...RETRY, maxTries: 3 },
	);

	expect(result.errorItems).toHaveLength(1);
	expect(result.items.map(({ json }) => json.outcome)).toEqual(['updated']);
	expect(simulator.referral(id).details.dealValue).toBe(5000);
});
