import { X509Certificate } from 'node:crypto';
import type { IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

/** Certificates that were fetched before, by their address, in the node's static data; in DER as base64. */
export type Known = Record<string, string>;

const MOST_KNOWN = 8;
/** In milliseconds: Partner Center waits for the answer to its delivery. */
const LONGEST_FETCH = 5_000;
const LARGEST = 16_384;

/** Gives the certificate at an address that was found to be trustworthy. */
export type FetchCertificate = (url: URL) => Promise<X509Certificate | undefined>;

/** From what was fetched before, or else from there. */
export function known(certificates: Known, otherwise: FetchCertificate): FetchCertificate {
	return async (url) => {
		const cached = read(Buffer.from(certificates[url.href] ?? '', 'base64'));
		return cached ?? (await otherwise(url));
	};
}

/** From there, and noted. Nothing of the credential goes along. */
export function fresh(context: IWebhookFunctions, certificates: Known): FetchCertificate {
	return async ({ href }) => {
		const fetched = await fetch(context, href);
		if (fetched) {
			delete certificates[href];
			certificates[href] = fetched.raw.toString('base64');
			for (const url of Object.keys(certificates).slice(0, -MOST_KNOWN)) delete certificates[url];
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
			abortSignal: AbortSignal.timeout(LONGEST_FETCH),
		})) as IN8nHttpFullResponse;
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of body as unknown as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > LARGEST) return undefined;
		}
		return statusCode === 200 ? read(Buffer.concat(chunks)) : undefined;
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
