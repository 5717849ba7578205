import { X509Certificate } from 'node:crypto';

import type { FetchCertificate } from './certificates';
import { MICROSOFT_ROOTS } from './roots';

/** Which certificates are trusted, and from where they may be fetched. */
export interface Trust {
	anchors: X509Certificate[];
	/** Whether a signer's certificate may be fetched from the address. */
	mayFetchFrom: (url: URL) => boolean;
	/** Whether an issuer's certificate may be fetched from the address. */
	mayFetchIssuerFrom: (url: URL) => boolean;
}

/** The host of Partner Center's certificate in the page's sample. */
const STORE = '3psostorageacct.blob.core.windows.net';

/** That host and Microsoft's own domain; anyone can have another storage account. */
const isMicrosofts = ({ protocol, hostname, port, username, pathname, search }: URL) =>
	protocol === 'https:' &&
	/\.(?:cer|crt|pem)$/i.test(pathname) &&
	search === '' &&
	port === '' &&
	username === '' &&
	(hostname === STORE || isWithin(hostname, 'microsoft.com'));

/** Issuers' certificates are usually published under plain http (RFC 5280, section 4.2.2.1). */
const isPublicIssuers = ({ protocol, hostname, port, username }: URL) =>
	(protocol === 'http:' || protocol === 'https:') &&
	port === '' &&
	username === '' &&
	(isWithin(hostname, 'microsoft.com') || isWithin(hostname, 'digicert.com'));

function isWithin(hostname: string, domain: string): boolean {
	return hostname === domain || hostname.endsWith(`.${domain}`);
}

export function trustInMicrosoft(): Trust {
	return {
		anchors: MICROSOFT_ROOTS.map((pem) => new X509Certificate(pem)),
		mayFetchFrom: isMicrosofts,
		mayFetchIssuerFrom: isPublicIssuers,
	};
}

/**
 * For tests without Microsoft: a custom anchor, and certificates from the host of the custom API.
 *
 * @throws if the anchor is not a certificate in PEM
 */
export function trustIn(anchor: string, apiUrl: string): Trust {
	const isApiHost = ({ origin, username }: URL) =>
		origin === new URL(apiUrl).origin && username === '';
	return {
		anchors: [new X509Certificate(anchor)],
		mayFetchFrom: isApiHost,
		mayFetchIssuerFrom: isApiHost,
	};
}

/** The signer's certificate, one or two intermediate certificates, and the anchor. */
const MAX_CHAIN_LENGTH = 4;

/**
 * Whether a chain of valid certificates leads from this one to an anchor, and Microsoft is its issuer.
 *
 * @param fetch returns the certificate at an address
 */
export async function isTrusted(
	certificate: X509Certificate,
	{ anchors, mayFetchIssuerFrom }: Trust,
	fetch: FetchCertificate,
): Promise<boolean> {
	if (!/^O=Microsoft Corporation$/m.test(certificate.issuer)) return false;
	let link = certificate;
	for (let length = 1; length < MAX_CHAIN_LENGTH; length += 1) {
		if (!isValidNow(link)) return false;
		const last = link;
		if (anchors.some((anchor) => isValidNow(anchor) && isIssuedBy(last, anchor))) return true;
		const url = issuerUrlOf(link);
		if (url === undefined || !mayFetchIssuerFrom(url)) return false;
		const issuer = await fetch(url);
		if (issuer === undefined || !isIssuedBy(link, issuer)) return false;
		link = issuer;
	}
	return false;
}

function isValidNow({ validFrom, validTo }: X509Certificate): boolean {
	const now = Date.now();
	return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
	return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** The address of the issuer's certificate, from authority information access (RFC 5280, section 4.2.2.1). */
function issuerUrlOf({ infoAccess }: X509Certificate): URL | undefined {
	const [, address] = /^CA Issuers - URI:(\S+)$/m.exec(infoAccess ?? '') ?? [];
	try {
		return address === undefined ? undefined : new URL(address);
	} catch {
		return undefined;
	}
}
