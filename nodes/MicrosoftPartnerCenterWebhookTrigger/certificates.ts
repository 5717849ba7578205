import { X509Certificate } from 'node:crypto';
import type { IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

/** Certificates that were fetched before, by their address, in the node's static data; in DER as base64. */
export type Known = Record<string, string>;

const MOST_KNOWN = 8;
/** In milliseconds: Partner Center waits for the answer to its delivery. */
const LONGEST_FETCH = 5_000;
const LARGEST = 16_384;

/**
 * Gives the certificates at addresses that were found to be trustworthy; each is fetched once. Nothing of the
 * credential goes along.
 */
export function fetcher(
	context: IWebhookFunctions,
	known: Known,
): (url: URL) => Promise<X509Certificate | undefined> {
	return async ({ href }) => {
		const cached = read(Buffer.from(known[href] ?? '', 'base64'));
		if (cached && Date.parse(cached.validTo) > Date.now()) return cached;
		const fetched = await fetch(context, href);
		if (fetched) {
			const others = Object.entries(known).filter(([url]) => url !== href);
			for (const [url] of others.slice(0, Math.max(0, others.length - MOST_KNOWN + 1))) {
				delete known[url];
			}
			known[href] = fetched.raw.toString('base64');
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
			encoding: 'arraybuffer',
			returnFullResponse: true,
			disableFollowRedirect: true,
			timeout: LONGEST_FETCH,
		})) as IN8nHttpFullResponse;
		return statusCode === 200 ? read(Buffer.from(body as unknown as ArrayBuffer)) : undefined;
	} catch {
		return undefined;
	}
}

/** DER or PEM. */
function read(bytes: Buffer): X509Certificate | undefined {
	if (bytes.length === 0 || bytes.length > LARGEST) return undefined;
	try {
		return new X509Certificate(bytes);
	} catch {
		return undefined;
	}
}
