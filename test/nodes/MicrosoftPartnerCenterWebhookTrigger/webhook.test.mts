import { gets, listener, partnerCenter, sender } from './signedEvents.mts';

test('a genuine event starts one run, with the referral as it is now, and the event', async () => {
	const id = partnerCenter.referral();
	const delivery = sender.signed(id);

	const { items, status } = await listener().receive(delivery);

	expect(status).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				id,
				externalReferenceId: null,
				name: 'Contoso moves to Azure',
				status: 'New',
				substatus: 'Pending',
				dealValue: 5000,
				currency: 'USD',
				closingDateTime: null,
				customerName: 'Contoso',
				updatedDateTime: partnerCenter.simulator.referral(id).updatedDateTime,
				eTag: partnerCenter.simulator.referral(id).eTag,
				event: JSON.parse(delivery.body) as object,
			},
		},
	]);
	expect(gets()).toEqual([['GET', `/v1.0/engagements/referrals/${id}`]]);
});

test('takes the signature in the header that a registration may ask for', async () => {
	const { headers, body } = sender.signed(partnerCenter.referral());
	const { authorization, ...others } = headers;
	const inOther = { ...others, 'x-ms-signature': authorization, authorization: 'Bearer other' };

	expect((await listener().receive({ headers: inOther, body })).items).toHaveLength(1);
});

test('outputs the referral in the format that the node is set to', async () => {
	const id = partnerCenter.referral();

	const { items } = await listener({ output: 'selected', outputFields: 'details.notes' }).receive(
		sender.signed(id),
	);

	expect(items[0].json).toMatchObject({ id, details: { notes: 'First call on Monday.' } });
	expect(items[0].json).not.toHaveProperty('name');
});

describe('what is genuine but starts nothing is answered with 200', () => {
	test('a delivery that was seen already', async () => {
		const trigger = listener();
		const delivery = sender.signed(partnerCenter.referral());

		const first = await trigger.receive(delivery);
		const again = await trigger.receive(delivery);

		expect(first.items).toHaveLength(1);
		expect([again.items, again.status]).toEqual([[], 200]);
		expect(gets()).toHaveLength(1);
	});

	test('a referral that does not fit the filters as it is now', async () => {
		const trigger = listener({ filters: { status: 'Active', country: 'US' } });
		const fits = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });

		const { status } = await trigger.receive(sender.signed(partnerCenter.referral()));
		const { items } = await trigger.receive(sender.signed(fits));

		expect(status).toBe(200);
		expect(items.map(({ json }) => json.id)).toEqual([fits]);
	});

	test.each([
		['an event that was not chosen', { EventName: 'related-referral-updated' }],
		[
			'the event of a test',
			{
				EventName: 'test-created',
				ResourceUri: 'http://localhost:16722/v1/webhooks/registration/test',
			},
		],
		['a test of an event without a resource', { EventName: 'test-created', ResourceUri: '' }],
	])('%s', async (_name, fields) => {
		const { items, status } = await listener().receive(
			sender.signed(partnerCenter.referral(), fields),
		);

		expect([items, status]).toEqual([[], 200]);
		expect(gets()).toEqual([]);
	});
});

test('of a resource only the ID is taken, and asked for at the credential’s own address', async () => {
	const id = partnerCenter.referral();

	const { items } = await listener().receive(
		sender.signed(id, { ResourceUri: `https://attacker.example/v9/things/${id}` }),
	);

	expect(items[0].json.id).toBe(id);
	expect(gets()).toEqual([['GET', `/v1.0/engagements/referrals/${id}`]]);
});

test('a later change of the same referral starts another run', async () => {
	const id = partnerCenter.referral();
	const trigger = listener();

	await trigger.receive(sender.signed(id, { ResourceChangeUtcDate: '2026-05-01T12:00:00Z' }));
	const { items } = await trigger.receive(
		sender.signed(id, { ResourceChangeUtcDate: '2026-05-01T12:00:01Z' }),
	);

	expect(items).toHaveLength(1);
});

test('where the referral can’t be read, it fails, and the next delivery starts the run', async () => {
	const trigger = listener();
	const delivery = sender.signed(partnerCenter.referral());
	partnerCenter.simulator.fault({ status: 503 });

	await expect(trigger.receive(delivery)).rejects.toMatchObject({
		name: 'NodeApiError',
		message:
			'The service is temporarily unavailable. Partner Center could not process the request (503 serviceNotAvailable)',
	});

	expect((await trigger.receive(delivery)).items).toHaveLength(1);
});

test('an anchor of one’s own is refused unless the credential’s cloud is Custom', async () => {
	partnerCenter.credential.data.cloud = 'global';

	await expect(listener().receive(sender.signed('referral-1'))).rejects.toThrow(
		'"Trust Anchor" must be left out unless the cloud of the credential is Custom',
	);
	expect(gets()).toEqual([]);
});

test.each([
	[{ options: { trustAnchor: 'abc' } }, '"Trust Anchor" must be one certificate in PEM format'],
	[{ events: [] }, '"Events" is empty'],
	[{ events: ['referral-deleted'] }, '"Events" must be one of'],
	[{ output: '={{ "all" }}' }, '"Output" must be one of'],
	[{ filters: { country: 'USA' } }, '"Country" must be a country'],
])('refuses %j by its name', async (parameters, message) => {
	await expect(listener(parameters).receive(sender.signed('referral-1'))).rejects.toThrow(message);
});
