import { X509Certificate } from 'node:crypto';

import type { FetchCertificate } from './certificates';
import { MICROSOFT_ROOTS } from './roots';

/** Whose certificates are believed, and from where they may be fetched. */
export interface Trust {
	anchors: X509Certificate[];
	/** Whether a certificate may be fetched from there. */
	isHome: (url: URL) => boolean;
	/** Whether the certificate of an issuer may be. */
	isIssuersHome: (url: URL) => boolean;
}

/** Where the page's sample says that Partner Center keeps its certificate. */
const STORE = '3psostorageacct.blob.core.windows.net';

/** The store, and Microsoft's own domain; anybody may have a storage account beside that one. */
const isMicrosofts = ({ protocol, hostname, port, username, pathname, search }: URL) =>
	protocol === 'https:' &&
	/\.(?:cer|crt|pem)$/i.test(pathname) &&
	search === '' &&
	port === '' &&
	username === '' &&
	(hostname === STORE || isWithin(hostname, 'microsoft.com'));

/** Issuers' certificates are published under plain http as a rule (RFC 5280, section 4.2.2.1). */
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
		isHome: isMicrosofts,
		isIssuersHome: isPublicIssuers,
	};
}

/**
 * For trying it without Microsoft: an anchor of one's own, and certificates from one's own API's host.
 *
 * @throws when the anchor is no certificate in PEM
 */
export function trustIn(anchor: string, apiUrl: string): Trust {
	const isApis = ({ origin, username }: URL) =>
		origin === new URL(apiUrl).origin && username === '';
	return { anchors: [new X509Certificate(anchor)], isHome: isApis, isIssuersHome: isApis };
}

/** A chain has the certificate itself, one or two between, and the anchor. */
const LONGEST_CHAIN = 4;

/**
 * Whether a chain of valid certificates leads from this one to an anchor, and Microsoft is its issuer.
 *
 * @param fetch gives the certificate that an address holds
 */
export async function isTrusted(
	certificate: X509Certificate,
	{ anchors, isIssuersHome }: Trust,
	fetch: FetchCertificate,
): Promise<boolean> {
	if (!/^O=Microsoft Corporation$/m.test(certificate.issuer)) return false;
	let link = certificate;
	for (let length = 1; length < LONGEST_CHAIN; length += 1) {
		if (!isInForce(link)) return false;
		const last = link;
		if (anchors.some((anchor) => isInForce(anchor) && isIssuedBy(last, anchor))) return true;
		const url = issuerUrlOf(link);
		if (url === undefined || !isIssuersHome(url)) return false;
		const issuer = await fetch(url);
		if (issuer === undefined || !isIssuedBy(link, issuer)) return false;
		link = issuer;
	}
	return false;
}

function isInForce({ validFrom, validTo }: X509Certificate): boolean {
	const now = Date.now();
	return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
	return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** Authority information access, which says where the issuer's certificate is (RFC 5280, section 4.2.2.1). */
function issuerUrlOf({ infoAccess }: X509Certificate): URL | undefined {
	const [, address] = /^CA Issuers - URI:(\S+)$/m.exec(infoAccess ?? '') ?? [];
	try {
		return address === undefined ? undefined : new URL(address);
	} catch {
		return undefined;
	}
}
