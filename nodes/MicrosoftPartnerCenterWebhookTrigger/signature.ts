import { verify } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';

/** The signature of a delivery, from its headers. */
export interface Signature {
	bytes: Buffer;
	/** The address of the signer's certificate. */
	certificateUrl: URL;
}

type Headers = Record<string, string | string[] | undefined>;

/**
 * The signature of a delivery (Microsoft's page "Partner Center webhooks", how to authenticate the callback):
 * in `Authorization` or, if the registration requests it, in `x-ms-signature`.
 *
 * @returns undefined if the headers contain no such signature
 */
export function signatureIn(headers: Headers): Signature | undefined {
	const text = (name: string) => String(headers[name] ?? '');
	const signed = text('x-ms-signature') || text('authorization');
	const [, base64] = /^Signature ([A-Za-z\d+/]{300,1500}={0,2})$/.exec(signed) ?? [];
	const certificateUrl = urlIn(text('x-ms-certificate-url'));
	if (base64 === undefined || certificateUrl === undefined) return undefined;
	if (text('x-ms-signature-algorithm').toLowerCase() !== 'rsa-sha256') return undefined;
	return { bytes: Buffer.from(base64, 'base64'), certificateUrl };
}

/** RSA (PKCS #1 v1.5) with SHA-256 of the unparsed body. */
export function isSignedBy(
	certificate: X509Certificate,
	body: Buffer,
	{ bytes }: Signature,
): boolean {
	try {
		const { publicKey } = certificate;
		return publicKey.asymmetricKeyType === 'rsa' && verify('RSA-SHA256', body, publicKey, bytes);
	} catch {
		// Node.js does not support this kind of key.
		return false;
	}
}

/** The samples on the page have addresses with and without a scheme. */
function urlIn(text: string): URL | undefined {
	try {
		return new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
	} catch {
		return undefined;
	}
}
