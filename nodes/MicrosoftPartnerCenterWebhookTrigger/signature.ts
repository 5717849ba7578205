import { verify } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';

/** What the headers of a delivery say of its signature. */
export interface Signature {
	bytes: Buffer;
	/** Where the certificate is with which it was made. */
	certificateUrl: URL;
}

type Headers = Record<string, string | string[] | undefined>;

/**
 * The signature of a delivery (Microsoft's page "Partner Center webhooks", how to authenticate the callback):
 * in `Authorization` or, where the registration asks for it, in `x-ms-signature`.
 *
 * @returns nothing where the headers hold none of this kind
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

/** RSA (PKCS #1 v1.5) with SHA-256 over the body's very bytes. */
export function isSignedBy(
	certificate: X509Certificate,
	body: Buffer,
	{ bytes }: Signature,
): boolean {
	try {
		const { publicKey } = certificate;
		return publicKey.asymmetricKeyType === 'rsa' && verify('RSA-SHA256', body, publicKey, bytes);
	} catch {
		// Its key is of a kind that Node.js does not know.
		return false;
	}
}

/** The page's samples have it with and without the scheme. */
function urlIn(text: string): URL | undefined {
	try {
		return new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
	} catch {
		return undefined;
	}
}
