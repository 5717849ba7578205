import { X509Certificate } from 'node:crypto';
import type { IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

/** Certificates by their address, in DER as base64; kept in the node's static data. */
export type CertificateCache = Record<string, string>;

const MAX_CACHED = 8;
/** In milliseconds. Partner Center waits for the response to its delivery. */
const FETCH_TIMEOUT = 5_000;
/** In bytes. */
const MAX_SIZE = 16_384;

/** Returns the certificate at an address from which certificates may be fetched. */
export type FetchCertificate = (url: URL) => Promise<X509Certificate | undefined>;

/** Uses the cache, and the fallback for what isn't in it. */
export function cached(
	certificates: CertificateCache,
	fallback: FetchCertificate,
): FetchCertificate {
	return async (url) => {
		const certificate = read(Buffer.from(certificates[url.href] ?? '', 'base64'));
		return certificate ?? (await fallback(url));
	};
}

/** Fetches the certificate and caches it. Nothing of the credential is sent. */
export function refetched(
	context: IWebhookFunctions,
	certificates: CertificateCache,
): FetchCertificate {
	return async ({ href }) => {
		const fetched = await fetch(context, href);
		if (fetched) {
			delete certificates[href];
			certificates[href] = fetched.raw.toString('base64');
			for (const url of Object.keys(certificates).slice(0, -MAX_CACHED)) delete certificates[url];
		}
		return fetched;
	};
}

async function fetch(
	context: IWebhookFunctions,
	url: string,
): Promise<X509Certificate | undefined> {
	try {
		const { statusCode, body } = (await context.helpers.httpRequest({
			url,
			method: 'GET',
			encoding: 'stream',
			returnFullResponse: true,
			disableFollowRedirect: true,
			abortSignal: AbortSignal.timeout(FETCH_TIMEOUT),
		})) as IN8nHttpFullResponse;
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of body as unknown as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > MAX_SIZE) return undefined;
		}
		return statusCode === 200 ? read(Buffer.concat(chunks)) : undefined;
	} catch {
		return undefined;
	}
}

/** Reads DER or PEM. */
function read(bytes: Buffer): X509Certificate | undefined {
	if (bytes.length === 0 || bytes.length > MAX_SIZE) return undefined;
	try {
		return new X509Certificate(bytes);
	} catch {
		return undefined;
	}
}
