import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { gets, listener, partnerCenter, sender } from './signedEvents.mts';

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
