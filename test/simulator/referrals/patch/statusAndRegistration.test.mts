import type { Seen } from '../../signedInClient.mts';
import {
	add,
	client,
	dealValue,
	expectRefused,
	id,
	replace,
	simulator,
} from './patchedReferral.mts';

describe('a status', () => {
	async function changed(before: [string, string], after: [string, string]): Promise<Seen> {
		const [status, substatus] = before;
		simulator.put({ id, status, substatus });
		return await client.patch(id, [replace('/status', after[0]), replace('/substatus', after[1])]);
	}

	test.each<[[string, string], [string, string]]>([
		[
			['New', 'Pending'],
			['New', 'Received'],
		],
		[
			['New', 'Pending'],
			['Active', 'Accepted'],
		],
		[
			['New', 'Received'],
			['Closed', 'Declined'],
		],
		[
			['New', 'Received'],
			['Closed', 'Expired'],
		],
		[
			['Active', 'Accepted'],
			['Active', 'Accepted'],
		],
		[
			['Active', 'Accepted'],
			['Closed', 'Won'],
		],
		[
			['Active', 'Accepted'],
			['Closed', 'Lost'],
		],
		[
			['New', 'Pending'],
			['Closed', 'Error'],
		],
		[
			['Active', 'Accepted'],
			['Closed', 'Error'],
		],
	])('may go from %j to %j', async (before, after) => {
		expect((await changed(before, after)).status).toBe(204);
		const { status, substatus } = simulator.referral(id);
		expect([status, substatus]).toEqual(after);
	});

	test.each<[[string, string], [string, string], string]>([
		[['Active', 'Accepted'], ['New', 'Pending'], 'status'],
		[['Active', 'Accepted'], ['constructor', 'Accepted'], 'status'],
		[['Active', 'Accepted'], ['Closed', 'Accepted'], 'substatus'],
		[['Active', 'Accepted'], ['Active', 'Error'], 'substatus'],
		[['Active', 'Accepted'], ['Active', 'Won'], 'substatus'],
		[['New', 'Pending'], ['Active', 'Pending'], 'substatus'],
		[['New', 'Pending'], ['New', 'Accepted'], 'substatus'],
		[['Closed', 'Won'], ['Closed', 'Won'], 'status'],
		[['Closed', 'Lost'], ['Active', 'Accepted'], 'status'],
		[['Closed', 'Error'], ['Closed', 'Won'], 'status'],
	])('may not go from %j to %j', async (before, after, target) => {
		const { status, body } = await changed(before, after);
		expect(status).toBe(400);
		expect(body).toMatchObject({ error: { code: 'invalidRequest', target } });
		const stored = simulator.referral(id);
		expect([stored.status, stored.substatus]).toEqual(before);
	});

	test('without its substatus is refused', async () => {
		await expectRefused(client.patch(id, [replace('/status', 'Closed')]), 400, 'substatus');
	});

	test.each([
		['Won', 200],
		['Lost', 400],
		['Error', 400],
	])('that is closed as %s answers a registration with %i', async (substatus, status) => {
		simulator.put({ id, status: 'Closed', substatus, registrations: [] });
		const patch = [add('/registrations/-', { type: 'AzureIPCoSell' })];

		expect((await client.patch(id, patch, { Prefer: 'return=representation' })).status).toBe(
			status,
		);
	});

	test('that is closed allows no other change either', async () => {
		simulator.put({ id, status: 'Closed', substatus: 'Won' });
		await expectRefused(client.patch(id, [dealValue]), 400, 'status');
	});

	test('that becomes active or closed sets the moment', async () => {
		simulator.put({ id, status: 'New', substatus: 'Pending' });
		await client.patch(id, [replace('/status', 'Active'), replace('/substatus', 'Accepted')]);
		expect(simulator.referral(id)).toMatchObject({
			acceptedDateTime: '2026-03-01T10:00:00.5000000Z',
			closedDateTime: null,
		});
		await client.patch(id, [replace('/status', 'Closed'), replace('/substatus', 'Won')]);
		expect(simulator.referral(id).closedDateTime).toBe('2026-03-01T10:00:00.5000000Z');
	});
});

describe('a deal registration', () => {
	const registration = {
		type: 'AzureIPCoSell',
		solutionDetails: [{ id: 'SOL-1', value: 500, currency: 'USD' }],
		contract: { value: 500, currency: 'USD', term: 'Perpetual' },
	};

	test('is added with an id, a status and the fields that were left out', async () => {
		await client.patch(id, [add('/registrations/-', registration)]);
		const [added] = simulator.referral(id).registrations;
		expect(added).toMatchObject({
			...registration,
			id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
			status: 'ReviewPending',
			registrationDateTime: '2026-03-01T10:00:00.5000000Z',
			contract: { term: 'Perpetual', startDateTime: null },
			solutionDetails: [{ value: 500, isDeployedOnAzure: null }],
		});
	});

	test('is updated by the paths below it, and keeps its id', async () => {
		await client.patch(id, [add('/registrations/-', registration)]);
		const before = simulator.referral(id).registrations[0];
		await client.patch(id, [
			replace('/registrations/0/contract/startDateTime', '2026-04-01T00:00:00Z'),
			add('/registrations/0/solutionDetails/0/pricingModel', 'Other'),
			replace(
				'/registrations/0/solutionDetails/0/marketplaceTransactionDetails/isMarketplaceTransacted',
				true,
			),
		]);
		expect(simulator.referral(id).registrations).toMatchObject([
			{
				id: before.id,
				contract: { startDateTime: '2026-04-01T00:00:00Z', value: 500 },
				solutionDetails: [
					{
						pricingModel: 'Other',
						marketplaceTransactionDetails: { isMarketplaceTransacted: true },
					},
				],
			},
		]);
	});
});
