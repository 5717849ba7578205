import type { X509Certificate } from 'node:crypto';

import { contentOf, elementsIn, membersOf, objectIdentifierIn, TAG } from './der';
import type { Element } from './der';

/** The fields of a certificate that Node.js doesn't show (RFC 5280, section 4.1). */
export interface CertificateFields {
	/** The algorithm with which the issuer signed it. */
	signatureAlgorithm: string;
	issuer: Element;
	subject: Element;
	extensions: Extension[];
}

export interface Extension {
	id: string;
	isCritical: boolean;
	/** In DER. */
	value: Buffer;
}

/** The extensions that are read here, by their object identifiers (RFC 5280, section 4.2.1). */
export const EXTENSION = {
	subjectKeyIdentifier: '2.5.29.14',
	keyUsage: '2.5.29.15',
	subjectAltName: '2.5.29.17',
	basicConstraints: '2.5.29.19',
	nameConstraints: '2.5.29.30',
	certificatePolicies: '2.5.29.32',
	authorityKeyIdentifier: '2.5.29.35',
	extendedKeyUsage: '2.5.29.37',
} as const;

/** @throws {RangeError} if the certificate is not DER, or if an extension occurs twice */
export function fieldsOf({ raw }: X509Certificate): CertificateFields {
	const [certificate, ...excess] = elementsIn(raw);
	const [toBeSigned, algorithm, signature, ...more] = membersOf(certificate);
	const [version, ...others] = membersOf(toBeSigned);
	const isVersioned = version?.tag === TAG.constructedContext(0);
	const [, signedAlgorithm, issuer, , subject, , ...optional] = isVersioned
		? others
		: [version, ...others];
	if (
		excess.length + more.length > 0 ||
		!algorithm.bytes.equals(signedAlgorithm.bytes) ||
		// The number of unused bits. Otherwise, a certificate could be changed without becoming invalid.
		contentOf(signature, TAG.bitString)[0] !== 0
	) {
		throw new RangeError('The certificate is malformed');
	}
	return {
		signatureAlgorithm: objectIdentifierIn(membersOf(algorithm)[0]),
		issuer,
		subject,
		extensions: extensionsIn(optional),
	};
}

/** The value of an extension; undefined if the certificate doesn't have it. */
export function extensionOf({ extensions }: CertificateFields, id: string): Element | undefined {
	const found = extensions.find((extension) => extension.id === id);
	return found && elementsIn(found.value)[0];
}

/** In a certificate for an authority, the number of authorities that may follow below it, if it is limited. */
export function pathLengthOf(fields: CertificateFields): number | undefined {
	const constraints = extensionOf(fields, EXTENSION.basicConstraints);
	const length = constraints && membersOf(constraints).find(({ tag }) => tag === INTEGER);
	return length && length.content.readUIntBE(0, length.content.length);
}

const INTEGER = 0x02;

/** Whether the key may sign data other than certificates; without the extension, it may. */
export function maySignData(fields: CertificateFields): boolean {
	const usage = extensionOf(fields, EXTENSION.keyUsage);
	if (usage === undefined) return true;
	const [, bits = 0] = contentOf(usage, TAG.bitString);
	return (bits & (DIGITAL_SIGNATURE | NON_REPUDIATION)) !== 0;
}

const DIGITAL_SIGNATURE = 0x80;
const NON_REPUDIATION = 0x40;

function extensionsIn(optional: Element[]): Extension[] {
	const [list] = optional.filter(({ tag }) => tag === TAG.constructedContext(3));
	const extensions = list ? membersOf(elementsIn(list.content)[0]).map(extensionIn) : [];
	if (new Set(extensions.map(({ id }) => id)).size < extensions.length) {
		throw new RangeError('An extension occurs twice');
	}
	return extensions;
}

function extensionIn(element: Element): Extension {
	const members = membersOf(element);
	const value = members.at(-1);
	return {
		id: objectIdentifierIn(members[0]),
		isCritical: members.length > 2 && contentOf(members[1], TAG.boolean)[0] !== 0,
		value: contentOf(value, TAG.octetString),
	};
}
