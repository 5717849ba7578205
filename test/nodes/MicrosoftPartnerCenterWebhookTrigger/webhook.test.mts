import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import { PartnerCenter } from '../../engine/partnerCenter.mts';
import { WebhookListener } from '../../engine/triggers.mts';
import type { EventSender, SignedDelivery } from '../../simulator/simulator.mts';

let partnerCenter: PartnerCenter;
let sender: EventSender;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
	sender = await partnerCenter.simulator.eventSender();
});
afterEach(() => {
	partnerCenter.simulator.reset();
	partnerCenter.credential.data.cloud = 'custom';
});
afterAll(() => partnerCenter.simulator.stop());

const listener = (parameters: INodeParameters = {}) =>
	new WebhookListener(partnerCenter.engine, partnerCenter.credential, {
		options: { trustAnchor: sender.trustAnchor },
		...parameters,
	});

const gets = () => partnerCenter.simulator.requests.map(({ method, path }) => [method, path]);

test('a genuine event starts one run, with the referral as it is now and the event beside it', async () => {
	const id = partnerCenter.referral();
	const delivery = sender.signed(id);

	const { items, status } = await listener().receive(delivery);

	expect(status).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				id,
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

test('gives out the referral as on the node', async () => {
	const id = partnerCenter.referral();

	const { items } = await listener({ output: 'selected', outputFields: 'details.notes' }).receive(
		sender.signed(id),
	);

	expect(items[0].json).toMatchObject({ id, details: { notes: 'First call on Monday.' } });
	expect(items[0].json).not.toHaveProperty('name');
});

test('fetches the certificates once, and without the token', async () => {
	const trigger = listener();
	await trigger.receive(sender.signed(partnerCenter.referral()));
	const { items } = await trigger.receive(sender.signed(partnerCenter.referral()));

	expect(items).toHaveLength(1);
	const { certificateRequests } = partnerCenter.simulator;
	expect(certificateRequests.map(({ path }) => path)).toEqual([
		'/certificates/signer.cer',
		'/certificates/authority.cer',
	]);
	for (const { headers } of certificateRequests)
		expect(headers).not.toHaveProperty('authorization');
});

describe('what is not genuine is answered with 401, starts nothing and calls nobody', () => {
	const foreign = 'https://attacker.example/signer.cer';

	const forged: Array<[string, (genuine: SignedDelivery) => SignedDelivery]> = [
		['without headers', ({ body }) => ({ headers: {}, body })],
		['without a signature', withHeaders({ authorization: '' })],
		['a token instead of a signature', withHeaders({ authorization: 'Bearer eyJabc' })],
		['a signature that is none', withHeaders({ authorization: 'Signature abc' })],
		[
			'a signature that is too long',
			withHeaders({ authorization: `Signature ${'A'.repeat(2000)}` }),
		],
		['a signature of other bytes', withHeaders({ authorization: `Signature ${'A'.repeat(344)}` })],
		['another algorithm', withHeaders({ 'x-ms-signature-algorithm': 'rsa-sha1' })],
		['no algorithm', withHeaders({ 'x-ms-signature-algorithm': '' })],
		['no certificate', withHeaders({ 'x-ms-certificate-url': '' })],
		['a certificate of another host', withHeaders({ 'x-ms-certificate-url': foreign })],
		[
			'a certificate of another storage account',
			withHeaders({ 'x-ms-certificate-url': 'https://evil.blob.core.windows.net/c.cer' }),
		],
		[
			'a certificate of a host that only looks right',
			withHeaders({ 'x-ms-certificate-url': 'https://microsoft.com.evil.example/c.cer' }),
		],
		[
			'a certificate URL with a user name',
			withHeaders({ 'x-ms-certificate-url': 'https://microsoft.com@evil.example/c.cer' }),
		],
		['a file', withHeaders({ 'x-ms-certificate-url': 'file:///etc/passwd' })],
		[
			'a changed body',
			({ headers, body }) => ({ headers, body: body.replace('updated', 'created') }),
		],
		['a body with a space more', ({ headers, body }) => ({ headers, body: `${body} ` })],
		['a body that is not JSON', () => sender.signedBody('{"EventName":')],
		['a body that is a list', () => sender.signedBody('[]')],
		['a body that is null', () => sender.signedBody('null')],
		['a body without its fields', () => sender.signedBody('{}')],
		[
			'a body of 5 MB',
			() =>
				sender.signedBody(JSON.stringify({ EventName: 'x'.repeat(5_000_000), ResourceUri: 'x' })),
		],
		['an empty body', () => sender.signedBody('')],
	];

	function withHeaders(headers: Record<string, string>) {
		return (genuine: SignedDelivery) => ({
			headers: { ...genuine.headers, ...headers },
			body: genuine.body,
		});
	}

	test.each(forged)('%s', async (_name, forge) => {
		const trigger = listener();

		const { items, status } = await trigger.receive(forge(sender.signed(partnerCenter.referral())));

		expect([items, status]).toEqual([[], 401]);
		expect(gets()).toEqual([]);
		expect([{}, { 'node:Node': {} }]).toContainEqual(trigger.staticData);
	});

	test('a chain of the simulator’s, where only Microsoft’s roots are trusted', async () => {
		const { status } = await listener({ options: {} }).receive(
			sender.signed(partnerCenter.referral()),
		);

		expect(status).toBe(401);
		expect(partnerCenter.simulator.certificateRequests).toEqual([]);
	});

	test('an authority that signs an event itself, and the root', async () => {
		const { headers, body } = sender.signed(partnerCenter.referral());
		const url = `${partnerCenter.simulator.url}/certificates/authority.cer`;

		const { status } = await listener().receive({
			headers: { ...headers, 'x-ms-certificate-url': url },
			body,
		});

		expect(status).toBe(401);
	});
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
		[
			'a resource without an ID',
			{ ResourceUri: 'https://api.partnercenter.microsoft.com/engagements/v1/referrals/' },
		],
		['a resource that leads elsewhere', { ResourceUri: 'https://attacker.example/?id=1' }],
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
		message: 'Partner Center could not answer (503 serviceNotAvailable)',
	});

	expect((await trigger.receive(delivery)).items).toHaveLength(1);
});

test('an anchor of one’s own is refused unless the credential’s cloud is Custom', async () => {
	partnerCenter.credential.data.cloud = 'global';

	await expect(listener().receive(sender.signed('referral-1'))).rejects.toThrow(
		'"Trust Anchor" must be left out, unless the cloud of the credential is Custom',
	);
	expect(gets()).toEqual([]);
});

test.each([
	[{ options: { trustAnchor: 'abc' } }, '"Trust Anchor" must be one certificate in PEM'],
	[{ events: [] }, '"Events" must be a list of at least one choice'],
	[{ events: ['referral-deleted'] }, '"Events" must be one of'],
	[{ output: '={{ "all" }}' }, '"Output" must be one of'],
	[{ filters: { country: 'USA' } }, '"Country" must be a country'],
])('refuses %j by its name', async (parameters, message) => {
	await expect(listener(parameters).receive(sender.signed('referral-1'))).rejects.toThrow(message);
});

test('a certificate that was renewed at its address is fetched anew, once a minute at most', async () => {
	const { simulator } = partnerCenter;
	const first = await simulator.eventSender();
	const trigger = listener({ options: { trustAnchor: first.trustAnchor } });
	await trigger.receive(first.signed(partnerCenter.referral()));
	await first.renew();
	simulator.reset();

	const renewed = await trigger.receive(first.signed(partnerCenter.referral()));
	await first.renew();
	const again = await trigger.receive(first.signed(partnerCenter.referral()));

	expect(renewed.items).toHaveLength(1);
	expect(again.status).toBe(401);
	expect(simulator.certificateRequests).toHaveLength(2);
});

test('a certificate that has no end is given up early, and not believed', async () => {
	const { credential, simulator } = partnerCenter;
	let sent = 0;
	const server = createServer((_request, response) => {
		const chunk = Buffer.alloc(10_000);
		const more = () => {
			do sent += chunk.length;
			while (response.write(chunk));
		};
		response.on('drain', more);
		more();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const closed = new Promise((resolve) => {
		server.once('connection', (socket) => socket.once('close', resolve));
	});
	credential.data.apiUrl = url;
	try {
		const { headers, body } = sender.signed('referral-1');
		const delivery = { headers: { ...headers, 'x-ms-certificate-url': `${url}/a.cer` }, body };

		expect(await listener().receive(delivery)).toMatchObject({ items: [], status: 401 });
		await closed;
		expect(sent).toBeLessThan(5_000_000);
	} finally {
		credential.data.apiUrl = simulator.url;
		server.close();
	}
});

/** These put other certificates in the place of the sender's, and come last. */
describe('a certificate is not believed', () => {
	const now = Date.now();
	test.each([
		['that has expired', { notAfter: new Date(now - 1000) }],
		['that is not yet valid', { notBefore: new Date(now + 100_000) }],
		['of an issuer that is not Microsoft', { issuer: 'CN=Authority, O=Other Corporation' }],
		[
			'of an issuer that only has the name in its own',
			{ issuer: 'CN=O=Microsoft Corporation, O=Other' },
		],
		[
			'whose issuer is said to be elsewhere',
			{ issuerUrl: 'http://attacker.example/authority.cer' },
		],
		['whose issuer is not to be found', { issuerUrl: 'http://127.0.0.1:1/authority.cer' }],
	])('%s', async (_name, options) => {
		const signing = await partnerCenter.simulator.eventSender(options);

		const { items, status } = await listener({
			options: { trustAnchor: signing.trustAnchor },
		}).receive(signing.signed(partnerCenter.referral()));

		expect([items, status]).toEqual([[], 401]);
		expect(gets()).toEqual([]);
	});

	test('of another root', async () => {
		const signing = await partnerCenter.simulator.eventSender();

		const { status } = await listener().receive(signing.signed(partnerCenter.referral()));

		expect(status).toBe(401);
	});
});
