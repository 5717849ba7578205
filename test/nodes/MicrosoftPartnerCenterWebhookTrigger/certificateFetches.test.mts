import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BasicConstraintsExtension, Extension } from '@peculiar/x509';

import type { EventSender, SignedDelivery } from '../../simulator/simulator.mts';
import type { CertificateOptions } from '../../simulator/webhooks/signingChain.mts';
import { listener, partnerCenter } from './signedEvents.mts';

/** Each sender has a root of its own, and each trigger that trusts it has its own memory. */
async function start(options?: CertificateOptions) {
	const sender = await partnerCenter.simulator.eventSender(options);
	return { sender, trigger: listener({ options: { trustAnchor: sender.trustAnchor } }) };
}

const genuine = (sender: EventSender) => sender.signed(partnerCenter.referral());

const fetched = () => partnerCenter.simulator.certificateRequests.map(({ path }) => path);

/** A delivery with a signature that no one made, and the certificate at the address. */
const junk = (
	{ headers, body }: SignedDelivery,
	name = headers['x-ms-certificate-url'].split('/').at(-1),
) => ({
	headers: {
		...headers,
		authorization: `Signature ${'A'.repeat(342)}==`,
		'x-ms-certificate-url': `${partnerCenter.simulator.url}/certificates/${name}`,
	},
	body,
});

function minutesLater(minutes: number): void {
	const now = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => now + minutes * 60_000);
}

afterEach(() => {
	jest.restoreAllMocks();
});

test.each([1, 2, 3])('a chain with %i authorities is fetched and trusted', async (authorities) => {
	const { sender, trigger } = await start({ authorities });

	const { items } = await trigger.receive(genuine(sender));

	expect(items).toHaveLength(1);
	expect(fetched()).toHaveLength(authorities + 1);
});

test.each<[string, CertificateOptions]>([
	['with too many authorities', { authorities: 4 }],
	[
		'with an unknown critical extension',
		{ authorityExtensions: [new Extension('1.3.6.1.4.1.311.99.1', true, new Uint8Array([5, 0]))] },
	],
	[
		'with basic constraints twice',
		{ authorityExtensions: [new BasicConstraintsExtension(true, 5, true)] },
	],
])('a chain %s is not trusted', async (_name, options) => {
	const { sender, trigger } = await start(options);

	expect((await trigger.receive(genuine(sender))).status).toBe(401);
});

test('a trusted certificate is kept, even if the delivery for which it was fetched was junk', async () => {
	const { sender, trigger } = await start();

	const { status } = await trigger.receive(junk(genuine(sender)));
	const { items } = await trigger.receive(genuine(sender));

	expect([status, items.length]).toEqual([401, 1]);
	expect(fetched()).toEqual(['/certificates/signer.cer', '/certificates/authority.cer']);
});

test('while a certificate is replaced, deliveries signed with the old and the new one are genuine', async () => {
	const { sender, trigger } = await start();
	const old = [1, 2, 3].map(() => genuine(sender));
	const received = [await trigger.receive(old[0])];
	await sender.renew();

	received.push(await trigger.receive(genuine(sender)), await trigger.receive(old[1]));
	const requests = fetched().length;
	received.push(await trigger.receive(genuine(sender)), await trigger.receive(old[2]));

	expect(received.map(({ items }) => items.length)).toEqual([1, 1, 1, 1, 1]);
	expect(fetched()).toHaveLength(requests);
});

test('deliveries at the same time share the fetch of a certificate', async () => {
	const { sender, trigger } = await start();

	const received = await Promise.all(
		[1, 2, 3, 4, 5].map(async () => await trigger.receive(genuine(sender))),
	);

	expect(received.map(({ items }) => items.length)).toEqual([1, 1, 1, 1, 1]);
	expect(fetched()).toHaveLength(2);
});

describe('junk that names many addresses', () => {
	const names: Array<[string, (index: number) => string]> = [
		['that hold nothing', (index) => `nothing-${index}.cer`],
		['that hold the certificate', (index) => `signer.cer?${index}`],
		['that differ in the fragment', (index) => `nothing.cer#${index}`],
		['that hold an authority', (index) => `authority.cer?${index}`],
	];

	test.each(names)('%s causes a few fetches, one after the other', async (_name, nameOf) => {
		const { sender, trigger } = await start();
		for (let index = 0; index < 30; index += 1) {
			const { status } = await trigger.receive(junk(genuine(sender), nameOf(index)));
			expect(status).toBe(401);
		}

		expect(fetched().length).toBeLessThanOrEqual(6);
	});

	test.each(names)('%s causes a few fetches, all at once', async (_name, nameOf) => {
		const { sender, trigger } = await start();
		const posts = Array.from({ length: 30 }, (_, index) => junk(genuine(sender), nameOf(index)));

		await Promise.all(posts.map(async (post) => await trigger.receive(post)));

		expect(fetched().length).toBeLessThanOrEqual(6);
	});

	test('delays no delivery whose certificate is known, and none whose certificate is renewed', async () => {
		const { sender, trigger } = await start();
		const first = await trigger.receive(genuine(sender));
		for (let index = 0; index < 20; index += 1) {
			await trigger.receive(junk(genuine(sender), `nothing-${index}.cer`));
		}

		const second = await trigger.receive(genuine(sender));
		await sender.renew();
		const renewed = await trigger.receive(genuine(sender));

		expect([first, second, renewed].map(({ items }) => items.length)).toEqual([1, 1, 1]);
	});

	test('delays a delivery whose certificate is new, but not forever', async () => {
		const { sender, trigger } = await start();
		const delivery = genuine(sender);
		const statuses: Array<number | undefined> = [];
		for (let minute = 0; minute < 2; minute += 1) {
			minutesLater(minute);
			for (let index = 0; index < 20; index += 1) {
				await trigger.receive(junk(delivery, `nothing-${minute}-${index}.cer`));
			}
			statuses.push((await trigger.receive(delivery)).status);
		}

		expect(statuses).toEqual([401, undefined]);
	});

	test('does not change what the node keeps', async () => {
		const { sender, trigger } = await start();
		await trigger.receive(genuine(sender));
		const { chains } = trigger.staticData['node:Node'] as { chains: unknown[] };
		for (let minute = 1; minute <= 5; minute += 1) {
			minutesLater(minute);
			await trigger.receive(junk(genuine(sender), `signer.cer?${minute}`));
		}

		expect(trigger.staticData['node:Node']).toMatchObject({ chains });
		expect(chains).toHaveLength(1);
	});
});

test('a known signer is found, even if a copy names its certificate by another address', async () => {
	const { sender, trigger } = await start();
	await trigger.receive(genuine(sender));
	const requests = fetched().length;
	const { headers, body } = genuine(sender);
	const url = `${headers['x-ms-certificate-url']}?another`;

	const { items } = await trigger.receive({
		headers: { ...headers, 'x-ms-certificate-url': url },
		body,
	});

	expect(items).toHaveLength(1);
	expect(fetched()).toHaveLength(requests);
});

test('a redirect is not followed', async () => {
	const { sender, trigger } = await start();
	const visits: string[] = [];
	const elsewhere = await serve((request, response) => {
		visits.push(request.url!);
		response.end(sender.certificate('signer.cer'));
	});
	const store = await serve((_request, response) => {
		response.writeHead(302, { location: `${elsewhere.url}/signer.cer` }).end();
	});
	partnerCenter.credential.data.apiUrl = store.url;
	const { headers, body } = genuine(sender);

	const { status } = await trigger.receive({
		headers: { ...headers, 'x-ms-certificate-url': `${store.url}/signer.cer` },
		body,
	});

	partnerCenter.credential.data.apiUrl = partnerCenter.simulator.url;
	for (const { server } of [store, elsewhere]) server.close();
	expect([status, visits]).toEqual([401, []]);
});

test('a certificate whose bytes stop coming is given up after eight seconds', async () => {
	const { sender, trigger } = await start();
	const time = new AbortController();
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(time.signal);
	const { server, url } = await serve((_request, response) => {
		response.write('-----BEGIN');
		// By then, the client waits for the rest.
		setTimeout(() => {
			time.abort();
		}, 200);
	});
	const closed = new Promise((resolve) => {
		server.once('connection', (socket) => socket.once('close', resolve));
	});
	partnerCenter.credential.data.apiUrl = url;
	const { headers, body } = genuine(sender);

	const { status } = await trigger.receive({
		headers: { ...headers, 'x-ms-certificate-url': `${url}/signer.cer` },
		body,
	});

	partnerCenter.credential.data.apiUrl = partnerCenter.simulator.url;
	await closed;
	server.close();
	expect(status).toBe(401);
	expect(timeout.mock.calls).toEqual([[8_000]]);
});

async function serve(listen: RequestListener) {
	const server = createServer(listen);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
