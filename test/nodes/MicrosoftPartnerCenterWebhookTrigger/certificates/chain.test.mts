import { X509Certificate } from 'node:crypto';
import {
	BasicConstraintsExtension,
	ExtendedKeyUsageExtension,
	Extension,
	KeyUsageFlags,
	KeyUsagesExtension,
} from '@peculiar/x509';
import fc from 'fast-check';

import { isTrusted } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/chain';
import { certificateIn } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/fetchChain';
import { MICROSOFT_ROOTS } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/roots';
import { fieldsOf } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/certificateFields';
import { randomRuns } from '../../../randomRuns.mts';
import { pathOf } from './pathBuilder.mts';
import type { CertificateOptions } from './pathBuilder.mts';

const now = Date.now();
const limitedTo = (length: number): CertificateOptions => ({
	basicConstraints: new BasicConstraintsExtension(true, length, true),
});
const using = (usages: KeyUsageFlags): CertificateOptions => ({
	extensions: [new KeyUsagesExtension(usages, true)],
});
/** An extension that no one knows. */
const unknown = (isCritical: boolean): CertificateOptions => ({
	extensions: [new Extension('1.3.6.1.4.1.311.99.1', isCritical, new Uint8Array([5, 0]))],
});
const policyConstraints: CertificateOptions = {
	extensions: [new Extension('2.5.29.36', true, new Uint8Array([0x30, 3, 0x80, 1, 0]))],
};
const serverAuth = new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1'], true);

function trusts(path: X509Certificate[]): boolean {
	return isTrusted(path.slice(0, -1), path.slice(-1));
}

describe('a chain is trusted', () => {
	test.each<[string, CertificateOptions[]]>([
		['of the signer and the root', [{}, { subject: 'CN=Root, O=Microsoft Corporation' }]],
		['with an authority between them', [{}, {}, {}]],
		['with two authorities', [{}, {}, {}, {}]],
		['with three authorities', [{}, {}, {}, {}, {}]],
		['whose path lengths suffice', [{}, limitedTo(0), limitedTo(1), limitedTo(2)]],
		[
			'with an authority that issued its own certificate, which does not count',
			[
				{},
				{ subject: 'CN=One, O=Microsoft Corporation' },
				{ subject: 'CN=One, O=Microsoft Corporation', ...limitedTo(0) },
				{ subject: 'CN=One, O=Microsoft Corporation' },
			],
		],
		['with an unknown extension that is not critical', [unknown(false), unknown(false), {}]],
		['with a critical extended key usage', [{ extensions: [serverAuth] }, {}, {}]],
		[
			'with key usages',
			[using(KeyUsageFlags.digitalSignature), using(KeyUsageFlags.keyCertSign), {}],
		],
		['with longer hashes', [{ hash: 'SHA-384' }, { hash: 'SHA-512' }, {}]],
	])('%s', async (_name, options) => {
		expect(trusts(await pathOf(options))).toBe(true);
	});
});

describe('a chain is not trusted', () => {
	const noAuthority = { basicConstraints: new BasicConstraintsExtension(false, undefined, true) };
	test.each<[string, CertificateOptions[]]>([
		['with an authority below a path length of 0', [{}, {}, limitedTo(0), {}]],
		['with two authorities below a path length of 1', [{}, {}, {}, limitedTo(1), {}]],
		['with an authority below the path length of the root', [{}, {}, limitedTo(0)]],
		['with an unknown critical extension of the signer', [unknown(true), {}, {}]],
		['with an unknown critical extension of the authority', [{}, unknown(true), {}]],
		['with an unknown critical extension of the root', [{}, {}, unknown(true)]],
		['with critical policy constraints, which are not checked', [{}, policyConstraints, {}]],
		['with an authority that is none', [{}, noAuthority, {}]],
		['with a signer that is an authority', [limitedTo(0), {}, {}]],
		['with an authority that may not sign certificates', [{}, using(KeyUsageFlags.cRLSign), {}]],
		['with a signer that may only encrypt keys', [using(KeyUsageFlags.keyEncipherment), {}, {}]],
		['with an extension that occurs twice', [{ extensions: [serverAuth, serverAuth] }, {}, {}]],
		['of an issuer that is not Microsoft', [{}, { subject: 'CN=A, O=Microsoft Corp' }, {}]],
		['of a signer that names another issuer', [{ issuer: 'O=Microsoft Corporation' }, {}, {}]],
		['of a signer that another key has signed', [{ signedBy: 2 }, {}, {}]],
		['of an authority that another key has signed', [{}, { signedBy: 1 }, {}]],
		['with an authority that has expired', [{}, { notAfter: new Date(now - 1000) }, {}]],
		['with an authority that is not valid yet', [{}, { notBefore: new Date(now + 1e7) }, {}]],
		['with a root that has expired', [{}, {}, { notAfter: new Date(now - 1000) }]],
		['with a signature with SHA-1', [{}, { hash: 'SHA-1' }, {}]],
		['with a key of 1024 bits', [{}, { keyLength: 1024 }, {}]],
	])('%s', async (_name, options) => {
		expect(trusts(await pathOf(options))).toBe(false);
	});

	test('without the authority in the middle', async () => {
		const [signer, , root] = await pathOf([{}, {}, {}]);

		expect(isTrusted([signer], [root])).toBe(false);
	});

	test('of another root with the same name', async () => {
		const [signer, authority] = await pathOf([{}, {}, { keyLength: 3072 }]);
		const [, , other] = await pathOf([{}, {}, {}]);

		expect(isTrusted([signer, authority], [other])).toBe(false);
	});
});

test('a certificate with a changed byte is never trusted, wherever the byte is', async () => {
	const [signer, ...others] = await pathOf([using(KeyUsageFlags.digitalSignature), {}, {}]);
	const isTrustedWith = (bytes: Buffer) => {
		try {
			const changed = certificateIn(bytes);
			return changed !== undefined && isTrusted([changed, others[0]], others.slice(-1));
		} catch {
			return false;
		}
	};
	expect(isTrustedWith(signer.raw)).toBe(true);

	const changedIn = (index: number, bits: number) => {
		const bytes = Buffer.from(signer.raw);
		bytes[index] ^= bits;
		return bytes;
	};
	fc.assert(
		fc.property(
			fc.nat(signer.raw.length - 1),
			fc.integer({ min: 1, max: 255 }),
			(index, bits) => !isTrustedWith(changedIn(index, bits)),
		),
		randomRuns({ short: 60, long: 100_000 }),
	);
	// What the issuer has not signed is only the frame around it.
	const frame = [...signer.raw.keys()].filter(
		(index) => index < 5 || (index > signer.raw.length - 285 && index < signer.raw.length - 250),
	);
	for (const index of [...frame, signer.raw.length - 1]) {
		for (let bits = 1; bits < 256; bits += 1) {
			expect([index, bits, isTrustedWith(changedIn(index, bits))]).toEqual([index, bits, false]);
		}
	}
});

test('a certificate with more or fewer bytes is not read', async () => {
	const [{ raw }] = await pathOf([{}, {}, {}]);

	expect(certificateIn(Buffer.concat([raw, Buffer.from([0])]))).toBeUndefined();
	expect(() => certificateIn(raw.subarray(0, -1))).toThrow();
	expect(certificateIn(Buffer.from(new X509Certificate(raw).toString()))?.raw).toEqual(raw);
});

test.each(MICROSOFT_ROOTS)('Microsoft’s roots can be read: %#', (pem) => {
	expect(() => fieldsOf(new X509Certificate(pem))).not.toThrow();
});
