import { verify, X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readIncoming, type Incoming } from '../http/incoming.mts';
import { signedInClient } from '../signedInClient.mts';
import { type Registration, type Simulator, startSimulator } from '../simulator.mts';

const ID = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';

let simulator: Simulator;
let partner: Server;
let delivered: Promise<Incoming>;

beforeEach(async () => {
	simulator = await startSimulator();
	delivered = new Promise((resolve) => {
		partner = createServer((message, response) => {
			void readIncoming(message).then(resolve);
			response.end();
		});
	});
	await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	partner.closeAllConnections();
	await new Promise((resolve) => partner.close(resolve));
	await simulator.stop();
});

function register(signature: Partial<Registration> = {}): void {
	const { port } = partner.address() as AddressInfo;
	simulator.registration = {
		WebhookUrl: `http://127.0.0.1:${port}/hook`,
		WebhookEvents: ['referral-updated'],
		...signature,
	};
}

const change = () =>
	signedInClient(simulator).patch(ID, [{ op: 'replace', path: '/details/notes', value: 'x' }]);

test('an event that was registered for is posted, signed by a chain that leads to the root', async () => {
	register();

	await change();
	const { path, headers, rawBody } = await delivered;

	expect(path).toBe('/hook');
	expect(JSON.parse(rawBody)).toMatchObject({
		EventName: 'referral-updated',
		ResourceUri: `https://api.partnercenter.microsoft.com/engagements/v1/referrals/${ID}`,
	});
	const certificate = async (url: string) =>
		new X509Certificate(Buffer.from(await (await fetch(url)).arrayBuffer()));
	const signer = await certificate(String(headers['x-ms-certificate-url']));
	const signature = Buffer.from(String(headers.authorization).split(' ')[1], 'base64');
	expect(verify('RSA-SHA256', Buffer.from(rawBody), signer.publicKey, signature)).toBe(true);
	const authority = await certificate(`${simulator.url}/certificates/authority.cer`);
	const root = await certificate(`${simulator.url}/certificates/root.pem`);
	expect(signer.verify(authority.publicKey) && authority.verify(root.publicKey)).toBe(true);
});

test('the signature is in the other header if the registration requests it', async () => {
	register({ SignatureTokenToMsSignatureHeader: true });

	await change();
	const { headers } = await delivered;

	expect(headers['x-ms-signature']).toMatch(/^Signature /);
	expect(headers).not.toHaveProperty('authorization');
});
