import { X509Certificate } from 'node:crypto';
import type { IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

import { isIssuedBy, isSound, isTrusted } from './chain';
import type { Chain } from './chain';
import type { Trust } from './trust';

/** Including the signer's certificate, without the anchor. */
const MAX_CHAIN_LENGTH = 4;
/** For the whole chain, in milliseconds. Partner Center waits for the response to its delivery. */
const FETCH_TIMEOUT = 8_000;
/** Of a certificate, in bytes. */
const MAX_SIZE = 16_384;

/**
 * Fetches a signer's certificate and the chain above it.
 *
 * @returns undefined if it can't be fetched or is not trusted
 */
export async function fetchChain(
	context: IWebhookFunctions,
	url: URL,
	{ anchors, issuerAddress }: Trust,
): Promise<Chain | undefined> {
	const signal = AbortSignal.timeout(FETCH_TIMEOUT);
	const chain: Chain = [];
	let next: URL | undefined = url;
	while (next !== undefined && chain.length < MAX_CHAIN_LENGTH) {
		const certificate = await fetchCertificate(context, next.href, signal);
		if (certificate === undefined) return undefined;
		chain.push(certificate);
		if (!isSound(chain)) return undefined;
		if (anchors.some((anchor) => isIssuedBy(certificate, anchor))) break;
		const named = issuerUrlOf(certificate);
		next = named && issuerAddress(named);
	}
	return isTrusted(chain, anchors) ? chain : undefined;
}

/** The credential is not used, and redirects are not followed. */
async function fetchCertificate(
	context: IWebhookFunctions,
	url: string,
	abortSignal: AbortSignal,
): Promise<X509Certificate | undefined> {
	try {
		const { statusCode, body } = (await context.helpers.httpRequest({
			url,
			method: 'GET',
			encoding: 'stream',
			returnFullResponse: true,
			disableFollowRedirect: true,
			abortSignal,
		})) as IN8nHttpFullResponse;
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of body as unknown as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > MAX_SIZE) return undefined;
		}
		return statusCode === 200 ? certificateIn(Buffer.concat(chunks)) : undefined;
	} catch {
		return undefined;
	}
}

/** Reads DER or PEM. In DER, Node.js ignores some bytes, which must not differ from the certificate's, either. */
export function certificateIn(bytes: Buffer): X509Certificate | undefined {
	const certificate = new X509Certificate(bytes);
	const isPem = bytes.includes('-----BEGIN CERTIFICATE-----');
	return isPem || certificate.raw.equals(bytes) ? certificate : undefined;
}

/** The address of the issuer's certificate, from authority information access (RFC 5280, section 4.2.2.1). */
function issuerUrlOf({ infoAccess }: X509Certificate): URL | undefined {
	const [, address] = /^CA Issuers - URI:(\S+)$/m.exec(infoAccess ?? '') ?? [];
	return address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
}
