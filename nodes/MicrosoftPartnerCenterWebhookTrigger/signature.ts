import { verify } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';

/** The signature of a delivery, from its headers. */
export interface Signature {
	bytes: Buffer;
	/** The address of the signer's certificate. */
	certificateUrl: URL;
}

type Headers = Record<string, string | string[] | undefined>;

/** The maximum number of headers. */
const MAX_HEADERS = 100;

/**
 * The signature of a delivery (Microsoft's page "Partner Center webhooks", how to authenticate the callback):
 * in `Authorization` or, if the registration requests it, in `x-ms-signature`.
 *
 * @returns undefined if the headers contain no such signature, or more than one
 */
export function signatureIn(headers: Headers): Signature | undefined {
	if (Object.keys(headers).length > MAX_HEADERS) return undefined;
	const text = (name: string) => String(headers[name] ?? '').trim();
	const bytes = signatureBytesIn(text('x-ms-signature') || text('authorization'));
	const certificateUrl = urlIn(text('x-ms-certificate-url'));
	const algorithm = text('x-ms-signature-algorithm').toLowerCase();
	if (bytes === undefined || certificateUrl === undefined || algorithm !== 'rsa-sha256') {
		return undefined;
	}
	return { bytes, certificateUrl };
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

/** The signature in base64, for a key of 2048 to 8192 bits. */
const SIGNED = /^Signature +([A-Za-z\d+/]{300,1500}={0,2})$/i;

/** Node.js ignores what is malformed in base64. */
function signatureBytesIn(text: string): Buffer | undefined {
	const [, base64 = ''] = SIGNED.exec(text) ?? [];
	const bytes = Buffer.from(base64, 'base64');
	return bytes.length > 0 && bytes.toString('base64') === base64 ? bytes : undefined;
}

/** Without whitespace, and without a comma: Node.js puts one between the values of a header that occurs twice. */
const ADDRESS = /^[^\s,]{1,512}$/;

/** The samples on the page have addresses with and without a scheme. A fragment doesn't belong to the address. */
function urlIn(text: string): URL | undefined {
	const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
	if (!ADDRESS.test(text) || !URL.canParse(address)) return undefined;
	const url = new URL(address);
	url.hash = '';
	return url;
}
