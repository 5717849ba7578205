import { gets, listener, partnerCenter, sender } from './signedEvents.mts';

const BOM = '\uFEFF';

const event = (id: string) => ({
	EventName: 'referral-updated',
	ResourceUri: `https://api.partnercenter.microsoft.com/engagements/v1/referrals/${id}`,
	ResourceName: 'referral',
	AuditUri: null,
	ResourceChangeUtcDate: '2026-05-01T12:00:00Z',
});

const renamed = (fields: object, rename: (name: string) => string) =>
	JSON.stringify(
		Object.fromEntries(Object.entries(fields).map(([name, value]) => [rename(name), value])),
	);

describe('a genuine event starts a run', () => {
	test.each<[string, (id: string) => string]>([
		['with a byte order mark', (id) => BOM + JSON.stringify(event(id))],
		[
			'with names in camel case',
			(id) => renamed(event(id), (name) => name[0].toLowerCase() + name.slice(1)),
		],
		['with names in upper case', (id) => renamed(event(id), (name) => name.toUpperCase())],
		['with names in lower case', (id) => BOM + renamed(event(id), (name) => name.toLowerCase())],
		['with line breaks around it', (id) => `\r\n${JSON.stringify(event(id), null, '\t')}\r\n`],
	])('%s, which has the documented names', async (_name, bodyFor) => {
		const id = partnerCenter.referral();

		const { items } = await listener().receive(sender.signedBody(bodyFor(id)));

		expect(items[0].json).toMatchObject({ id, event: event(id) });
	});

	test.each([' Referral-Updated ', 'REFERRAL-UPDATED', 'referral-updated\n'])(
		'whose name is %j',
		async (EventName) => {
			const id = partnerCenter.referral();

			const { items } = await listener().receive(sender.signed(id, { EventName }));

			expect(items[0].json).toMatchObject({ id, event: { EventName } });
		},
	);

	test.each([[[' Referral-Updated ']], [['REFERRAL-CREATED', 'referral-updated\t']]])(
		'if %j are selected',
		async (events) => {
			const { items } = await listener({ events }).receive(sender.signed(partnerCenter.referral()));

			expect(items).toHaveLength(1);
		},
	);

	test('with its ID in upper case, as a key and with more behind it', async () => {
		const id = partnerCenter.referral();
		const ResourceUri = `/engagements/v1/Referrals('${id.toUpperCase()}')/team?x=1#y`;

		const { items } = await listener().receive(sender.signed(id, { ResourceUri }));

		expect(items[0].json.id).toBe(id);
	});
});

test('a byte order mark belongs to what is signed', async () => {
	const { headers, body } = sender.signed(partnerCenter.referral());

	const { status } = await listener().receive({ headers, body: BOM + body });

	expect(status).toBe(401);
});

describe('a selected event whose referral can’t be told fails, so that it is delivered again', () => {
	test.each<[string, object]>([
		['with an address without an ID', { ResourceUri: 'https://a.microsoft.com/v1/referrals/' }],
		['with an address that is empty', { ResourceUri: '' }],
		['with an address that is null', { ResourceUri: null }],
		['with an address that is an object', { ResourceUri: { id: 'referral-1' } }],
		['without an address', { ResourceUri: undefined }],
	])('%s', async (_name, fields) => {
		const delivery = sender.signed('referral-1', { ...fields, AuditUri: crypto.randomUUID() });
		const trigger = listener();

		await expect(trigger.receive(delivery)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: 'The node found no referral ID in the "ResourceUri" of the event "referral-updated"',
		});

		expect((await trigger.receive(delivery)).status).toBe(500);
		expect(gets()).toEqual([]);
	});
});
