import type { X509Certificate } from 'node:crypto';

import { EXTENSION, fieldsOf, maySignData, pathLengthOf } from './certificateFields';
import type { CertificateFields } from './certificateFields';
import { allowsNamesOf } from './nameConstraints';

/** Certificates from the signer's to the last one below a trust anchor; each is issued by the next. */
export type Chain = X509Certificate[];

/** Whether the chain leads from a signer whose issuer is Microsoft to one of the anchors, and is valid now. */
export function isTrusted(chain: Chain, anchors: X509Certificate[]): boolean {
	return anchors.some((anchor) => isSound([...chain, anchor]));
}

/**
 * Whether the path, or its beginning, is valid (RFC 5280, section 6.1): everything except revocation and certificate
 * policies. The last certificate's own signature is not verified.
 */
export function isSound(path: X509Certificate[]): boolean {
	try {
		const fields = path.map(fieldsOf);
		return (
			path.every(isValidNow) &&
			path.every(hasStrongKey) &&
			path.slice(1).every((issuer, index) => isIssuedBy(path[index], issuer)) &&
			fields.slice(0, -1).every(({ signatureAlgorithm }) => STRONG.has(signatureAlgorithm)) &&
			fields.every(isUnderstood) &&
			isSigner(path[0], fields[0]) &&
			fields.every((_, index) => isLongEnough(fields, index)) &&
			fields.every((_, index) => hasAllowedNames(fields, index))
		);
	} catch {
		// Something in it is not DER, or of a kind that Node.js does not support.
		return false;
	}
}

/** Whether the issuer, an authority, has issued the certificate. */
export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
	return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isSigner(certificate: X509Certificate, fields: CertificateFields): boolean {
	const isIssuedByMicrosoft = /^O=Microsoft Corporation$/m.test(certificate.issuer);
	return isIssuedByMicrosoft && !certificate.ca && maySignData(fields);
}

function isValidNow({ validFrom, validTo }: X509Certificate): boolean {
	const now = Date.now();
	return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

/** RSA and ECDSA, with SHA-256, SHA-384 or SHA-512. */
const STRONG = new Set([
	'1.2.840.113549.1.1.11',
	'1.2.840.113549.1.1.12',
	'1.2.840.113549.1.1.13',
	'1.2.840.10045.4.3.2',
	'1.2.840.10045.4.3.3',
	'1.2.840.10045.4.3.4',
]);

/** In bits. */
const MIN_RSA_KEY = 2048;

function hasStrongKey({ publicKey }: X509Certificate): boolean {
	const { asymmetricKeyType, asymmetricKeyDetails } = publicKey;
	if (asymmetricKeyType === 'ec') return true;
	return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_KEY;
}

/**
 * The extensions that may be critical. Of those, certificate policies restrict nothing where no policy is required,
 * and extended key usage restricts purposes among which signing events is not.
 */
const UNDERSTOOD = new Set<string>(Object.values(EXTENSION));

function isUnderstood({ extensions }: CertificateFields): boolean {
	return extensions.every(({ id, isCritical }) => !isCritical || UNDERSTOOD.has(id));
}

/** Authorities with one name in subject and issuer count neither for path length nor for name constraints. */
function isSelfIssued({ subject, issuer }: CertificateFields): boolean {
	return subject.bytes.equals(issuer.bytes);
}

function isLongEnough(path: CertificateFields[], index: number): boolean {
	const authoritiesBelow = path.slice(1, index).filter((fields) => !isSelfIssued(fields));
	return index === 0 || authoritiesBelow.length <= (pathLengthOf(path[index]) ?? Infinity);
}

function hasAllowedNames(path: CertificateFields[], index: number): boolean {
	if (index > 0 && isSelfIssued(path[index])) return true;
	return path.slice(index + 1).every((authority) => allowsNamesOf(authority, path[index]));
}
