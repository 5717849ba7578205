import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { FailedJson } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

const PARAMETERS: INodeParameters = {
	operation: 'updateDealValue',
	referralId: byId('={{ $json.id }}'),
	dealValue: '={{ $json.value }}',
	additionalFields: { currency: '={{ $json.currency }}' },
};

const valid = (): IDataObject => ({ id: partnerCenter.referral(), value: 5, currency: 'USD' });
const invalid = (): IDataObject => ({ ...valid(), value: 'much', currency: 'EURO' });

/** What is wrong with an invalid item. */
const WRONG = /^"Deal Value" must be .*\. "Currency" must be .*\. /.source;

test('if the node stops, the message is that of the first invalid item, with the number of the others', async () => {
	const items = [valid(), invalid(), valid(), invalid(), invalid()];

	const { error } = await partnerCenter.run(PARAMETERS, { items });

	expect(error?.message).toMatch(
		new RegExp(`${WRONG}Nothing was sent\\. 2 other items are invalid, too\\. \\[item 1\\]$`),
	);
	expect(partnerCenter.simulator.requests).toEqual([]);
});

test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
	'with %s, each invalid item has its own complete message, which counts no others',
	async (onError) => {
		const items = [valid(), invalid(), valid(), invalid()];

		const result = await partnerCenter.run(PARAMETERS, { items, node: { onError } });

		const failed = [...result.items, ...result.errorItems]
			.map(({ json }) => json as FailedJson)
			.filter((json) => 'error' in json);
		expect(failed.map(({ error }) => error)).toEqual([
			expect.stringMatching(new RegExp(`${WRONG}Nothing was sent\\. \\[item 1\\]$`)),
			expect.stringMatching(new RegExp(`${WRONG}Nothing was sent\\. \\[item 3\\]$`)),
		]);
		expect(failed[0].errorDetails).toEqual({
			parameter: 'Deal Value',
			description: 'Correct these values, or the expressions that fill them.',
		});
		expect(partnerCenter.simulator.patches).toHaveLength(2);
	},
);

test('as a tool, the message names all parameters', async () => {
	const call = partnerCenter.engine.asTool(partnerCenter.credential, {
		...PARAMETERS,
		referralId: byId(partnerCenter.referral()),
		dealValue: 'much',
		additionalFields: { currency: 'EURO' },
	});

	await expect(call({})).rejects.toThrow(new RegExp(`${WRONG}Nothing was sent\\. \\[item 0\\]$`));
});

test('with Retry On Fail, the message is the same after the last try', async () => {
	const { error } = await partnerCenter.run(PARAMETERS, {
		items: [valid(), invalid()],
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});

	expect(error?.message).toMatch(new RegExp(`${WRONG}Nothing was sent\\. \\[item 1\\]$`));
	expect(partnerCenter.simulator.requests).toEqual([]);
});

describe('Create or Update', () => {
	const UPSERT: INodeParameters = {
		operation: 'upsert',
		columns: {
			mappingMode: 'autoMapInputData',
			matchingColumns: ['externalReferenceId'],
			value: null,
			schema: [],
		},
	};
	const incomplete = (externalReferenceId: string) => ({ externalReferenceId, notes: 'x' });

	test('of items that the lookup shows to be incomplete, nothing was changed', async () => {
		const items = [
			{ externalReferenceId: 'OPP-1', notes: 'new' },
			incomplete('OPP-2'),
			incomplete('OPP-3'),
		];
		partnerCenter.referral({ externalReferenceId: 'OPP-1' });

		const { error } = await partnerCenter.run(UPSERT, { items });

		expect(error?.message).toBe(
			'"Customer Name" is empty. "Country" is empty. "Solutions" is empty. Nothing was changed. 1 other item is invalid, too. [item 1]',
		);
		expect(partnerCenter.simulator.requests.every(({ method }) => method === 'GET')).toBe(true);
	});

	test('with the error output, each of them says so', async () => {
		const { errorItems } = await partnerCenter.run(UPSERT, {
			items: [incomplete('OPP-2'), incomplete('OPP-3'), { externalReferenceId: '', notes: 'x' }],
			node: { onError: 'continueErrorOutput' },
		});

		expect(
			errorItems.map(({ json }) => /Nothing was \w+\./.exec((json as FailedJson).error)?.[0]),
		).toEqual(['Nothing was changed.', 'Nothing was changed.', 'Nothing was sent.']);
	});

	test.each([403, 500])('if the lookup fails with %d, nothing was changed', async (status) => {
		partnerCenter.simulator.fault({ status, times: Infinity });

		const { error } = await partnerCenter.run(
			{ ...UPSERT, options: { maxRetries: 0 } },
			{ items: [incomplete('OPP-2')] },
		);

		expect(error?.description).toContain('Nothing was changed.');
	});
});

test('if reading the referral fails before it is shared with Microsoft, nothing was changed', async () => {
	partnerCenter.simulator.fault({ status: 403, times: Infinity });

	const { error } = await partnerCenter.run({
		operation: 'shareWithMicrosoft',
		referralId: byId(partnerCenter.referral()),
	});

	expect(error?.description).toContain('Nothing was changed.');
});

test('a registration that the referral does not have: nothing was changed', async () => {
	const { error } = await partnerCenter.run({
		resource: 'dealRegistration',
		operation: 'update',
		referralId: byId(partnerCenter.referral()),
		registrationId: 'R7',
		contract: { value: 1 },
	});

	expect(error?.message).toBe(
		'"Registration ID" must be the ID of an existing registration, not "R7". Nothing was changed. [item 0]',
	);
});
