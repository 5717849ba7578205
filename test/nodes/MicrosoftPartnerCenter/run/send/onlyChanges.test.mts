import type { INodeParameters } from 'n8n-workflow';

import { eTag, methods, partnerCenter, run, startPartnerCenter } from './sendRuns.mts';
import { byId } from '../../../../engine/partnerCenter.mts';
import { shortenWaits } from '../../../../shortWaits.mts';

shortenWaits();

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

const ONLY_CHANGES = { referralId: byId('={{ $json.id }}'), options: { onlyChanges: true } };

/** The operations that can be compared: parameters that agree with the referral, others, and what is sent of these. */
const CASES: Array<{
	operation: string;
	same: INodeParameters;
	other: INodeParameters;
	sent: object[];
}> = [
	{
		operation: 'updateDealValue',
		same: { dealValue: 5000, additionalFields: { currency: 'usd' } },
		other: { dealValue: 5000, additionalFields: { currency: 'EUR' } },
		sent: [{ op: 'replace', path: '/details/currency', value: 'EUR' }],
	},
	{
		operation: 'changeStatus',
		same: { substatus: 'Pending' },
		other: { substatus: 'Received' },
		sent: [
			{ op: 'replace', path: '/status', value: 'New' },
			{ op: 'replace', path: '/substatus', value: 'Received' },
		],
	},
	{
		operation: 'update',
		same: {
			updateFields: {
				dealValue: 5000,
				notes: 'First call on Monday. ',
				addTeamMembers: [{ email: 'JOHN@contoso.com' }],
			},
		},
		other: { updateFields: { dealValue: 5000, notes: 'Second call' } },
		sent: [{ op: 'replace', path: '/details/notes', value: 'Second call' }],
	},
	{
		operation: 'applyPatch',
		same: { patch: '[{"op":"replace","path":"/details/dealValue","value":"5000.00"}]' },
		other: {
			patch:
				'[{"op":"replace","path":"/details/dealValue","value":"5000"},{"op":"replace","path":"/name","value":"New"}]',
		},
		sent: [{ op: 'replace', path: '/name', value: 'New' }],
	},
];

describe.each(CASES)('$operation', ({ operation, same, other, sent }) => {
	test('sends nothing if nothing differs', async () => {
		const id = partnerCenter.referral();

		const { items, error } = await run({ operation, ...same, ...ONLY_CHANGES }, [{ id }]);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET']);
		expect(items[0].json).toMatchObject({ id, outcome: 'unchanged', changedFields: [] });
	});

	test('sends what differs, guarded by the eTag that was read', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);

		const { items, error } = await run({ operation, ...other, ...ONLY_CHANGES }, [{ id }]);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'PATCH']);
		const [{ body, headers }] = partnerCenter.simulator.patches;
		expect(body).toEqual(sent);
		expect(headers['if-match']).toBe(tag);
		expect(items[0].json).toMatchObject({
			id,
			outcome: 'updated',
			changedFields: sent.map((one) => (one as { path: string }).path),
		});
	});

	test('compares again if another user changes the referral in between', async () => {
		const id = partnerCenter.referral();
		let touched = false;
		partnerCenter.simulator.fault({
			when: ({ method }) => {
				if (method === 'PATCH' && !touched) {
					touched = true;
					partnerCenter.simulator.touch(id, (referral) => (referral.campaignId = 'theirs'));
				}
				return false;
			},
			status: 500,
		});

		const { items, error } = await run({ operation, ...other, ...ONLY_CHANGES }, [{ id }]);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'PATCH', 'GET', 'PATCH']);
		expect(partnerCenter.simulator.patches[1].body).toEqual(sent);
		expect(items[0].json.outcome).toBe('updated');
		expect(partnerCenter.simulator.referral(id).campaignId).toBe('theirs');
	});
});

test('the status that a closed referral has is unchanged', async () => {
	const id = partnerCenter.referral({ status: 'Closed', substatus: 'Won' });

	const { items, error } = await run(
		{ operation: 'changeStatus', substatus: 'Won', ...ONLY_CHANGES },
		[{ id }],
	);

	expect(error).toBeUndefined();
	expect(items[0].json.outcome).toBe('unchanged');
	expect(methods()).toEqual(['GET']);
});

test('a lost answer is looked for, and the output says what was sent', async () => {
	const id = partnerCenter.referral();
	partnerCenter.simulator.fault({
		when: ({ method }) => method === 'PATCH',
		connection: 'applied-then-reset',
	});

	const { items, error } = await run(
		{ operation: 'updateDealValue', dealValue: 77, ...ONLY_CHANGES },
		[{ id }],
	);

	expect(error).toBeUndefined();
	expect(methods()).toEqual(['GET', 'PATCH', 'GET']);
	expect(items[0].json).toMatchObject({
		outcome: 'updated',
		changedFields: ['/details/dealValue'],
		dealValue: 77,
	});
});

test('a receipt says what was done if no representation was requested', async () => {
	const ids = [
		partnerCenter.referral({ details: { dealValue: 7 } as never }),
		partnerCenter.referral(),
	];

	const { items } = await run(
		{ operation: 'updateDealValue', dealValue: 7, ...ONLY_CHANGES, returnRepresentation: false },
		ids.map((id) => ({ id })),
	);

	expect(items.map(({ json }) => json)).toEqual([
		{ id: ids[0], success: true, eTag: eTag(ids[0]), outcome: 'unchanged', changedFields: [] },
		expect.objectContaining({
			id: ids[1],
			success: true,
			outcome: 'updated',
			changedFields: ['/details/dealValue'],
		}),
	]);
});

test('the preview shows only what differs', async () => {
	const id = partnerCenter.referral();

	const { items } = await run(
		{
			operation: 'update',
			updateFields: { dealValue: 5000, notes: 'x' },
			referralId: byId(id),
			options: { onlyChanges: true, preview: true },
		},
		[{}],
	);

	expect(items[0].json.body).toEqual([{ op: 'replace', path: '/details/notes', value: 'x' }]);
	expect(methods()).toEqual(['GET']);
});
