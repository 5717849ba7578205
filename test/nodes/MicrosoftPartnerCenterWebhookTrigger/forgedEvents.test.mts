import type { SignedDelivery } from '../../simulator/simulator.mts';
import { gets, listener, partnerCenter, sender } from './signedEvents.mts';

describe('a forged event is answered with 401, starts nothing and causes no request', () => {
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
		['another hash', withHeaders({ 'x-ms-signature-algorithm': 'rsa-sha512' })],
		['two algorithms', withHeaders({ 'x-ms-signature-algorithm': 'rsa-sha256, rsa-sha256' })],
		['another scheme', withHeaders({ authorization: `Basic ${'A'.repeat(344)}` })],
		[
			'a signature whose base64 is malformed',
			({ headers, body }) => ({
				headers: { ...headers, authorization: headers.authorization.replace(/.=/, '==') },
				body,
			}),
		],
		[
			'a signature in base64url',
			({ headers, body }) => ({
				headers: {
					...headers,
					authorization: headers.authorization.replaceAll('+', '-').replaceAll('/', '_'),
				},
				body,
			}),
		],
		[
			'two signatures',
			({ headers, body }) => ({
				headers: { ...headers, 'x-ms-signature': `${headers.authorization}, Signature AAAA` },
				body,
			}),
		],
		[
			'two certificates',
			({ headers, body }) => ({
				headers: {
					...headers,
					'x-ms-certificate-url': `${headers['x-ms-certificate-url']}, ${foreign}`,
				},
				body,
			}),
		],
		[
			'a certificate with a very long address',
			({ headers, body }) => ({
				headers: {
					...headers,
					'x-ms-certificate-url': `${headers['x-ms-certificate-url']}?${'a'.repeat(1000)}`,
				},
				body,
			}),
		],
		[
			'101 more headers',
			withHeaders(
				Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`x-${index}`, ''])),
			),
		],
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
		expect(JSON.stringify(trigger.staticData)).not.toMatch(/started|"isProven":true/);
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
