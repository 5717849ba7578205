import { X509Certificate } from 'node:crypto';

import type { Chain } from './chain';

/** A trusted chain as it is kept in the node's static data. */
export interface StoredChain {
	/** Of the signer's certificate. */
	address: string;
	/** In DER as base64. */
	certificates: string[];
	/** Whether the signer has signed an event. */
	isProven: boolean;
}

/** The maximum number of chains whose signer has signed an event, and of other ones. */
const MAX_STORED = 4;

/** The chain of a stored one; undefined if it is damaged. */
export function chainOf({ certificates }: StoredChain): Chain | undefined {
	try {
		return certificates.map((base64) => new X509Certificate(Buffer.from(base64, 'base64')));
	} catch {
		return undefined;
	}
}

/**
 * Keeps a chain next to those of other signers: while a certificate is replaced, both the old and the new one sign
 * events. The address under which a signer became known first remains.
 */
export function withChain(
	stored: StoredChain[],
	address: string,
	chain: Chain,
	isProven: boolean,
): StoredChain[] {
	const certificates = chain.map(({ raw }) => raw.toString('base64'));
	const isSame = (other: StoredChain) => other.certificates[0] === certificates[0];
	const same = stored.find(isSame);
	const all = [
		...stored.filter((other) => !isSame(other)),
		{
			address: same?.address ?? address,
			certificates,
			isProven: isProven || same?.isProven === true,
		},
	];
	// Anyone can have a chain fetched, but not replace one whose signer has signed an event.
	return [
		...all.filter((one) => one.isProven).slice(-MAX_STORED),
		...all.filter((one) => !one.isProven).slice(-MAX_STORED),
	];
}
