import { X509Certificate } from 'node:crypto';

import { MICROSOFT_ROOTS } from './roots';

/** Which certificates are trusted, and from where they may be fetched. */
export interface Trust {
	anchors: X509Certificate[];
	/** Whether a signer's certificate may be fetched from the address. */
	mayFetchFrom: (url: URL) => boolean;
	/** Where an issuer's certificate that is said to be at the address may be fetched; undefined if nowhere. */
	issuerAddress: (url: URL) => URL | undefined;
}

/** The host of Partner Center's certificate in the page's sample. */
const STORE = '3psostorageacct.blob.core.windows.net';

/** That host and Microsoft's own domain; anyone can create another storage account. */
const isMicrosoftAddress = (url: URL) =>
	url.protocol === 'https:' &&
	isPlain(url) &&
	/\.(?:cer|crt|pem)$/i.test(url.pathname) &&
	url.search === '' &&
	(url.hostname === STORE || isWithin(url.hostname, 'microsoft.com'));

/** Certificates usually name their issuer's address with plain http (RFC 5280, section 4.2.2.1). */
function publicIssuerAddress(url: URL): URL | undefined {
	const isPublic =
		isWithin(url.hostname, 'microsoft.com') || isWithin(url.hostname, 'digicert.com');
	if (!isPublic || !isPlain(url) || !/^https?:$/.test(url.protocol)) return undefined;
	return new URL(url.href.replace(/^http:/, 'https:'));
}

/** Whether the address has neither a port nor a user. */
function isPlain({ port, username, password }: URL): boolean {
	return port === '' && username === '' && password === '';
}

function isWithin(hostname: string, domain: string): boolean {
	return hostname === domain || hostname.endsWith(`.${domain}`);
}

export function trustInMicrosoft(): Trust {
	return {
		anchors: MICROSOFT_ROOTS.map((pem) => new X509Certificate(pem)),
		mayFetchFrom: isMicrosoftAddress,
		issuerAddress: publicIssuerAddress,
	};
}

/**
 * For tests without Microsoft: a custom anchor, and certificates from the host of the custom API.
 *
 * @throws if the anchor is not a certificate in PEM
 */
export function trustIn(anchor: string, apiUrl: string): Trust {
	const isApiHost = ({ origin, username, password }: URL) =>
		origin === new URL(apiUrl).origin && username === '' && password === '';
	return {
		anchors: [new X509Certificate(anchor)],
		mayFetchFrom: isApiHost,
		issuerAddress: (url) => (isApiHost(url) ? url : undefined),
	};
}
