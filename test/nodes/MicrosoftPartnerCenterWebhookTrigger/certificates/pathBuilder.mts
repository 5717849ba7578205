import { webcrypto, X509Certificate } from 'node:crypto';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';
import type { Extension } from '@peculiar/x509';

import { keyPair } from '../../../simulator/webhooks/keyPairs.mts';

/** What is special about a certificate of a path. */
export interface CertificateOptions {
	subject?: string;
	/** By default, the subject of the certificate above it. */
	issuer?: string;
	notBefore?: Date;
	notAfter?: Date;
	hash?: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
	/** Of the RSA key, in bits. */
	keyLength?: number;
	/** Which authority's key signs it; by default, that of the certificate above it. */
	signedBy?: number;
	/** By default, the basic constraints of a signer or an authority. */
	basicConstraints?: Extension;
	extensions?: Extension[];
}

const DAY = 24 * 3600 * 1000;

/**
 * A path of certificates, from the signer's to the root.
 *
 * @param options of each certificate, in this order
 */
export async function pathOf(options: CertificateOptions[]): Promise<X509Certificate[]> {
	const subjects = options.map(({ subject }, index) => subject ?? nameOf(index, options.length));
	return await Promise.all(
		options.map(async (own, index) => {
			const above = Math.min(index + 1, options.length - 1);
			const certificate = await X509CertificateGenerator.create({
				subject: subjects[index],
				issuer: own.issuer ?? subjects[above],
				notBefore: own.notBefore ?? new Date(Date.now() - DAY),
				notAfter: own.notAfter ?? new Date(Date.now() + DAY),
				signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: own.hash ?? 'SHA-256' },
				publicKey: (await keysOf(index, own.hash, own.keyLength)).publicKey,
				signingKey: (await keysOf(own.signedBy ?? above, own.hash, options[above].keyLength))
					.privateKey,
				extensions: [
					own.basicConstraints ?? new BasicConstraintsExtension(index > 0, undefined, true),
					...(own.extensions ?? []),
				],
			});
			return new X509Certificate(Buffer.from(certificate.rawData));
		}),
	);
}

/** The signer's issuer is Microsoft. */
function nameOf(index: number, length: number): string {
	if (index === 0) return 'CN=signer.contoso.com, O=Contoso';
	return index === length - 1 ? 'CN=Root' : `CN=Authority ${index}, O=Microsoft Corporation, C=US`;
}

/** One key for each position in a path. */
async function keysOf(index: number, hash = 'SHA-256', modulusLength = 2048) {
	const { publicKey, privateKey } = keyPair(index, modulusLength);
	const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash };
	const { subtle } = webcrypto;
	return {
		publicKey: await subtle.importKey(
			'spki',
			copy(publicKey.export({ type: 'spki', format: 'der' })),
			algorithm,
			true,
			['verify'],
		),
		privateKey: await subtle.importKey(
			'pkcs8',
			copy(privateKey.export({ type: 'pkcs8', format: 'der' })),
			algorithm,
			true,
			['sign'],
		),
	};
}

const copy = (bytes: Buffer) => new Uint8Array(bytes);
