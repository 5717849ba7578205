import type { FailedJson } from '../../../../../engine/partnerCenter.mts';

import { CHANGES, parametersOf, partnerCenter, startPartnerCenter } from './changes.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe.each(CHANGES)('$operation', (change) => {
	const { one, many } = parametersOf(change);

	test('one item: 200 and the changed referral, simplified and paired', async () => {
		const id = partnerCenter.referral();

		const { items, error } = await partnerCenter.run(one(id));

		expect(error).toBeUndefined();
		const { details, customerProfile, ...referral } = partnerCenter.simulator.referral(id);
		expect(items).toEqual([
			{
				json: {
					id,
					externalReferenceId: null,
					name: referral.name,
					status: referral.status,
					substatus: referral.substatus,
					dealValue: details.dealValue,
					currency: details.currency,
					closingDateTime: null,
					customerName: customerProfile.name,
					updatedDateTime: referral.updatedDateTime,
					eTag: referral.eTag,
					...change.effect,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(partnerCenter.simulator.patches.map(({ status }) => status)).toEqual([200]);
	});

	test('the output has the fields that its schema shows in the editor', async () => {
		const { items } = await partnerCenter.run(one(partnerCenter.referral()));

		const schema = (await import(
			`../../../../../../nodes/MicrosoftPartnerCenter/__schema__/v1.0.0/referral/${change.operation}.json`
		)) as { properties: object };
		expect(Object.keys(items[0].json)).toEqual(Object.keys(schema.properties));
	});

	test('without the representation: 204 and a receipt', async () => {
		const id = partnerCenter.referral();

		const { items } = await partnerCenter.run(one(id, { returnRepresentation: false }));

		const [request] = partnerCenter.simulator.patches;
		expect(request.status).toBe(204);
		expect(request.headers).not.toHaveProperty('prefer');
		expect(items).toEqual([
			{
				json: {
					id,
					success: true,
					requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
					eTag: partnerCenter.simulator.referral(id).eTag,
					...change.effect,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('many items by expressions: each changes its own referral, and comes out in its place', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({
			id: partnerCenter.referral(),
			...change.item(index),
		}));

		const result = await partnerCenter.run(many, { items });

		expect(result.error).toBeUndefined();
		expect(result.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			items.map(({ id }, item) => [id, { item }]),
		);
		expect(items.map(({ id }) => change.changed(partnerCenter.simulator.referral(id)))).toEqual(
			items.map((_, index) => change.expected(index)),
		);
		expect(partnerCenter.simulator.patches).toHaveLength(items.length);
	});

	test('a refused item stops the node, and not even the items before it are sent', async () => {
		const items = Array.from({ length: 5 }, (_, index) => ({
			id: partnerCenter.referral(),
			...change.item(index),
			...(index === 3 && change.wrong),
		}));

		const { error, items: given } = await partnerCenter.run(many, { items });

		expect(partnerCenter.simulator.requests).toEqual([]);
		expect(given).toEqual([]);
		expect(error?.message).toMatch(new RegExp(`^"${change.parameter}" must be .*\\[item 3\\]$`));
		expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 3 } });
	});

	test('with the error output, failed items leave there with their own fields, the others go on', async () => {
		const items = Array.from({ length: 4 }, (_, index) => ({
			id: index === 1 ? crypto.randomUUID() : partnerCenter.referral(),
			own: `field ${index}`,
			...change.item(index),
			...(index === 2 && change.wrong),
		}));

		const result = await partnerCenter.run(many, {
			items,
			node: { onError: 'continueErrorOutput' },
		});

		expect(result.error).toBeUndefined();
		expect(result.items.map(({ json }) => json.id)).toEqual([items[0].id, items[3].id]);
		const [notFound, refused] = result.errorItems.map(({ json }) => json as FailedJson);
		expect(notFound).toMatchObject({
			...items[1],
			error: expect.stringMatching(/"Referral".* \(404 itemNotFound\) \[item 1\]$/) as string,
			errorDetails: { statusCode: 404, code: 'itemNotFound' },
		});
		expect(notFound.errorDetails.description).toContain(
			'A Referrals user sees only referrals whose team includes that user',
		);
		expect(refused).toMatchObject({
			...items[2],
			error: expect.stringMatching(/^"[\w ]+" must be .*\[item 2\]$/) as string,
			errorDetails: { parameter: change.parameter },
		});
		expect(result.errorItems.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('with continue on fail, each item comes out in its place, failed or not', async () => {
		const items = Array.from({ length: 3 }, (_, index) => ({
			id: partnerCenter.referral(),
			...change.item(index),
			...(index === 1 && change.wrong),
		}));

		const result = await partnerCenter.run(many, {
			items,
			node: { onError: 'continueRegularOutput' },
		});

		expect(result.error).toBeUndefined();
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(result.items[0].json.id).toBe(items[0].id);
		expect(result.items[1].json).toMatchObject({
			error: expect.stringMatching(/must be/) as string,
			errorDetails: { parameter: change.parameter },
		});
		expect(result.items[2].json.id).toBe(items[2].id);
	});
});
