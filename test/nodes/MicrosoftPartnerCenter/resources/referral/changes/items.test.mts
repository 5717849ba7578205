import type { INodeParameters } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { FailedJson } from '../../../../engine/partnerCenter.mts';
import { simulatorClientSecret } from '../../../../simulator/simulator.mts';
import type { FailureShape, Referral } from '../../../../simulator/simulator.mts';

/** What holds for every operation that changes a referral. */
interface Case {
	operation: string;
	parameters: INodeParameters;
	/** The same by expressions, from items of the shape that `item` makes. */
	byExpression: INodeParameters;
	item: (index: number) => { [key: string]: string | number };
	/** What of the referral the operation changes, for the item at the index. */
	changed: (referral: Referral) => unknown;
	expected: (index: number) => unknown;
	/** A value that is refused, for the field that `byExpression` takes from the item. */
	wrong: { [key: string]: string };
	parameter: string;
}

const CASES: Case[] = [
	{
		operation: 'updateDealValue',
		parameters: { dealValue: 10000 },
		byExpression: { dealValue: '={{ $json.value }}' },
		item: (index) => ({ value: 100 + index }),
		changed: ({ details }) => details.dealValue,
		expected: (index) => 100 + index,
		wrong: { value: '10,000' },
		parameter: 'Deal Value',
	},
	{
		operation: 'changeStatus',
		parameters: { substatus: 'Accepted' },
		byExpression: { substatus: '={{ $json.substatus }}' },
		item: (index) => ({ substatus: index % 2 ? 'Won' : 'Received' }),
		changed: ({ substatus }) => substatus,
		expected: (index) => (index % 2 ? 'Won' : 'Received'),
		wrong: { substatus: 'Success' },
		parameter: 'New Status',
	},
	{
		operation: 'addTeamMember',
		parameters: { email: 'jane.doe@contoso.com' },
		byExpression: { email: '={{ $json.email }}' },
		item: (index) => ({ email: `member${index}@contoso.com` }),
		changed: ({ team }) => team.map(({ email }) => email).slice(1),
		expected: (index) => [`member${index}@contoso.com`],
		wrong: { email: 'member' },
		parameter: 'Email',
	},
];

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

describe.each(CASES)('$operation', (operation) => {
	const one = (id: string, parameters: INodeParameters = {}): INodeParameters => ({
		operation: operation.operation,
		referralId: byId(id),
		...operation.parameters,
		...parameters,
	});
	const many: INodeParameters = {
		operation: operation.operation,
		referralId: byId('={{ $json.id }}'),
		...operation.byExpression,
	};

	test('one item: 200 and the changed referral, simplified and paired', async () => {
		const id = partnerCenter.referral();

		const { items, error } = await partnerCenter.run(one(id));

		expect(error).toBeUndefined();
		const { details, customerProfile, ...referral } = partnerCenter.simulator.referral(id);
		expect(items).toEqual([
			{
				json: {
					id,
					name: referral.name,
					status: referral.status,
					substatus: referral.substatus,
					dealValue: details.dealValue,
					currency: details.currency,
					closingDateTime: null,
					customerName: customerProfile.name,
					updatedDateTime: referral.updatedDateTime,
					eTag: referral.eTag,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(partnerCenter.simulator.patches.map(({ status }) => status)).toEqual([200]);
	});

	test('the output has the fields that its schema shows in the editor', async () => {
		const { items } = await partnerCenter.run(one(partnerCenter.referral()));

		const schema = (await import(
			`../../../../../nodes/MicrosoftPartnerCenter/__schema__/v1.0.0/referral/${operation.operation}.json`
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
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('many items by expressions: each changes its own referral, and comes out in its place', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({
			id: partnerCenter.referral(),
			...operation.item(index),
		}));

		const result = await partnerCenter.run(many, { items });

		expect(result.error).toBeUndefined();
		expect(result.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			items.map(({ id }, item) => [id, { item }]),
		);
		expect(items.map(({ id }) => operation.changed(partnerCenter.simulator.referral(id)))).toEqual(
			items.map((_, index) => operation.expected(index)),
		);
		expect(partnerCenter.simulator.patches).toHaveLength(items.length);
	});

	test('a refused item stops the node, and not even the items before it are sent', async () => {
		const items = Array.from({ length: 5 }, (_, index) => ({
			id: partnerCenter.referral(),
			...operation.item(index),
			...(index === 3 && operation.wrong),
		}));

		const { error, items: given } = await partnerCenter.run(many, { items });

		expect(partnerCenter.simulator.requests).toEqual([]);
		expect(given).toEqual([]);
		expect(error?.message).toMatch(new RegExp(`^"${operation.parameter}" must be .*\\[item 3\\]$`));
		expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 3 } });
	});

	test('with the error output, failed items leave there with their own fields, the others go on', async () => {
		const items = Array.from({ length: 4 }, (_, index) => ({
			id: index === 1 ? crypto.randomUUID() : partnerCenter.referral(),
			own: `field ${index}`,
			...operation.item(index),
			...(index === 2 && operation.wrong),
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
			error: expect.stringMatching(/"Referral" \(404 itemNotFound\) \[item 1\]$/) as string,
			errorDetails: { statusCode: 404, code: 'itemNotFound' },
		});
		expect(notFound.errorDetails.description).toContain('may simply not see it');
		expect(refused).toMatchObject({
			...items[2],
			error: expect.stringMatching(/^"[\w ]+" must be .*\[item 2\]$/) as string,
			errorDetails: { parameter: operation.parameter },
		});
		expect(result.errorItems.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('with continue on fail, each item comes out in its place, failed or not', async () => {
		const items = Array.from({ length: 3 }, (_, index) => ({
			id: partnerCenter.referral(),
			...operation.item(index),
			...(index === 1 && operation.wrong),
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
			errorDetails: { parameter: operation.parameter },
		});
		expect(result.items[2].json.id).toBe(items[2].id);
	});

	test('an expired token is renewed exactly once, however many items meet it', async () => {
		const items = Array.from({ length: 10 }, (_, index) => ({
			id: partnerCenter.referral(),
			...operation.item(index),
		}));
		partnerCenter.simulator.expireAccessTokens();

		const result = await partnerCenter.run(many, { items });

		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(10);
		expect(partnerCenter.simulator.tokenRequests.map(({ form }) => form)).toEqual([
			expect.objectContaining({
				grant_type: 'refresh_token',
				client_secret: simulatorClientSecret,
			}),
		]);
		expect(partnerCenter.credential.renewals).toBe(1);
		expect(items.map(({ id }) => operation.changed(partnerCenter.simulator.referral(id)))).toEqual(
			items.map((_, index) => operation.expected(index)),
		);
	});

	test('If-Match with the current eTag goes through, verbatim', async () => {
		const id = partnerCenter.referral();
		const { eTag } = partnerCenter.simulator.referral(id);

		const { error } = await partnerCenter.run(one(id, { useIfMatch: true }), {
			items: [{ eTag }],
		});

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.patches.map(({ headers }) => headers['if-match'])).toEqual([
			eTag,
		]);
	});

	test('a stale eTag is a conflict: nothing changes, and the message says to read again', async () => {
		const id = partnerCenter.referral();
		const { eTag } = partnerCenter.simulator.referral(id);
		partnerCenter.simulator.touch(id, (referral) => {
			referral.name = 'Renamed by a colleague';
		});
		const theirs = partnerCenter.simulator.referral(id);

		const { error } = await partnerCenter.run(one(id, { useIfMatch: true }), {
			items: [{ eTag }],
		});

		expect(error?.message).toBe(
			'Somebody else changed the referral after its "ETag" was read (412 preconditionFailed) [item 0]',
		);
		expect(error?.description).toContain('Nothing was changed. Read the referral again');
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '412' });
		expect(partnerCenter.simulator.referral(id)).toEqual(theirs);
	});

	describe.each([400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 423, 429, 500, 501, 503])(
		'status %d',
		(status) => {
			test.each(['partnerApi', 'partnerCenter', 'gateway', 'empty', 'text', 'html'] as const)(
				'in the shape %s ends in a message that says how to go on',
				async (shape: FailureShape) => {
					const id = partnerCenter.referral();
					const before = partnerCenter.simulator.referral(id);
					partnerCenter.simulator.fault({
						status,
						shape,
						code: 'theirCode',
						message: 'Their own words.',
						times: Infinity,
						headers: { 'Request-ID': '9f8bed52-e4df-4d0c-9ca6-929a187b0731' },
					});

					const { errorItems } = await partnerCenter.run(one(id, { options: { maxRetries: 0 } }), {
						items: [{ own: 'field' }],
						node: { onError: 'continueErrorOutput' },
					});

					const { own, error, errorDetails: details } = errorItems[0].json as FailedJson;
					const hasCode = shape === 'partnerApi' || shape === 'partnerCenter';
					const hasText = shape !== 'empty' && shape !== 'html';
					expect(own).toBe('field');
					expect(error).toMatch(
						new RegExp(`\\(${status}${hasCode ? ' theirCode' : ''}\\) \\[item 0\\]$`),
					);
					expect(details.statusCode).toBe(status);
					expect(details.code).toBe(hasCode ? 'theirCode' : undefined);
					expect(details.requestId).toBe('9f8bed52-e4df-4d0c-9ca6-929a187b0731');
					expect(details.description?.includes('Their own words.')).toBe(hasText);
					expect(details.description).toContain('9f8bed52-e4df-4d0c-9ca6-929a187b0731');
					expect(details.description).toMatch(/\.$/);
					expect(JSON.stringify(errorItems)).not.toMatch(/undefined|<html|bearer/i);
					expect(partnerCenter.simulator.referral(id)).toEqual(before);
				},
			);
		},
	);
});
