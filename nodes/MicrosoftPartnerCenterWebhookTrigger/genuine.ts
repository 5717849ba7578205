import type { IWebhookFunctions } from 'n8n-workflow';

import { isTrusted } from './certificates/chain';
import type { Chain } from './certificates/chain';
import type { ChainFetches } from './certificates/chainFetches';
import { fetchChain } from './certificates/fetchChain';
import { chainOf, withChain } from './certificates/storedChains';
import type { StoredChain } from './certificates/storedChains';
import type { Trust } from './certificates/trust';
import { isSignedBy } from './signature';
import type { Signature } from './signature';

/** The unparsed body of a delivery, and its signature. */
export interface SignedBody {
	body: Buffer;
	signature: Signature;
}

/**
 * Whether the signer of a delivery is trusted. A trusted chain is kept, whether or not its signer signed this delivery.
 * Every kept one is tried: otherwise, a copied delivery with another address of the same certificate would have it
 * fetched again.
 *
 * @param stored what the node keeps, in its static data; changed only if there is something new
 */
export async function isGenuine(
	context: IWebhookFunctions,
	{ body, signature }: SignedBody,
	trust: Trust,
	stored: { chains?: StoredChain[] },
	fetches: ChainFetches,
): Promise<boolean> {
	const { certificateUrl } = signature;
	if (!trust.mayFetchFrom(certificateUrl)) return false;
	const address = certificateUrl.href;
	const chains = Array.isArray(stored.chains) ? stored.chains : [];
	const keep = (chain: Chain, isProven: boolean) => {
		stored.chains = withChain(chains, address, chain, isProven);
	};
	const isBySigner = (chain: Chain) =>
		isSignedBy(chain[0], body, signature) && isTrusted(chain, trust.anchors);

	for (const one of chains) {
		const chain = chainOf(one);
		if (chain === undefined || !isBySigner(chain)) continue;
		if (!one.isProven) keep(chain, true);
		return true;
	}

	const fetched = await fetches.chainAt(
		address,
		chains.some((one) => one.address === address && one.isProven),
		async () => await fetchChain(context, certificateUrl, trust),
	);
	if (fetched === undefined) return false;
	const isProven = isBySigner(fetched);
	const signer = fetched[0].raw.toString('base64');
	if (isProven || !chains.some(({ certificates }) => certificates[0] === signer)) {
		keep(fetched, isProven);
	}
	return isProven;
}
