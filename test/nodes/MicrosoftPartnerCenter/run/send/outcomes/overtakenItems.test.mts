import type { IDataObject } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { FailedJson } from '../../../../../engine/partnerCenter.mts';
import type { Fault } from '../../../../../simulator/simulator.mts';

let partnerCenter: PartnerCenter;
let id: string;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
	id = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });
});
afterEach(() => partnerCenter.simulator.stop());

const stored = () => partnerCenter.simulator.referral(id);

/** Runs the node for two items. n8n runs it again because the first one fails at first. */
async function runTwice(parameters: object, items: IDataObject[], fault: Fault) {
	partnerCenter.simulator.fault(fault);
	return await partnerCenter.run(
		{ referralId: byId(id), options: { maxRetries: 0 }, ...parameters } as never,
		{
			items,
			node: {
				onError: 'continueRegularOutput',
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
			},
		},
	);
}

const NOT_EXECUTED: Fault[] = [
	{ status: 403 },
	{ status: 429, headers: { 'Retry-After': '0' } },
	{ connection: 'reset' },
];

const CHANGES: Array<{
	name: string;
	parameters: object;
	items: IDataObject[];
	read: () => unknown;
}> = [
	{
		name: 'a deal value',
		parameters: { operation: 'updateDealValue', dealValue: '={{ $json.value }}' },
		items: [{ value: 1 }, { value: 2 }],
		read: () => stored().details.dealValue,
	},
	{
		name: 'a value that Apply Patch adds',
		parameters: {
			operation: 'applyPatch',
			patch: '={{ [{ op: "add", path: "/details/dealValue", value: $json.value }] }}',
		},
		items: [{ value: '1' }, { value: '2' }],
		read: () => String(stored().details.dealValue),
	},
	{
		name: 'a whole team',
		parameters: {
			operation: 'update',
			updateFields: { replaceTeam: '={{ [{ email: $json.value }] }}' },
		},
		items: [{ value: '1@contoso.com' }, { value: '2@contoso.com' }],
		read: () =>
			stored()
				.team.map(({ email }) => email)
				.join(),
	},
];

const CASES = CHANGES.flatMap((change) => NOT_EXECUTED.map((fault) => ({ ...change, fault })));

test.each(CASES)(
	'an item that n8n tries again does not overwrite what a later item has written: $name ($fault)',
	async ({ parameters, items, read, fault }) => {
		const { items: outputs } = await runTwice(parameters, items, fault);

		const [first, second] = outputs.map(({ json }) => json as FailedJson);
		expect(second.error).toBeUndefined();
		expect(read()).toBe(items[1].value);
		expect(first.error).toBeDefined();
		expect(`${first.error} ${first.errorDetails.description ?? ''}`).not.toMatch(
			/^(?!.*(another item|unclear)).*(?:somebody else|another user)/i,
		);
	},
);

test('an item that n8n tries again succeeds if a later item has written the same', async () => {
	const { items } = await runTwice({ operation: 'updateDealValue', dealValue: 3 }, [{}, {}], {
		status: 403,
	});

	expect(items.map(({ json }) => json.dealValue)).toEqual([3, 3]);
	expect(partnerCenter.simulator.patches).toHaveLength(2);
});

test('an item that n8n tries again still adds its row', async () => {
	const { items } = await runTwice(
		{ operation: 'addTeamMember', email: '={{ $json.email }}' },
		[{ email: '1@contoso.com' }, { email: '2@contoso.com' }],
		{ status: 403 },
	);

	expect(items.map(({ json }) => json.error)).toEqual([undefined, undefined]);
	expect(stored().team.map(({ email }) => email)).toEqual([
		'john@contoso.com',
		'2@contoso.com',
		'1@contoso.com',
	]);
});
