import { webcrypto } from 'node:crypto';

import {
	BasicConstraintsExtension,
	SubjectAlternativeNameExtension,
	type X509Certificate,
	X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const SUBJECT = 'CN=Only for tests';
const DAY = 24 * 3600 * 1000;

/** A key with its certificate, in PEM. */
export interface ServerCertificate {
	key: string;
	cert: string;
}

/** A certificate authority that exists as long as the test does. */
export class Authority {
	private readonly issued = new Map<string, Promise<ServerCertificate>>();

	private constructor(
		private readonly keys: webcrypto.CryptoKeyPair,
		private readonly certificate: X509Certificate,
	) {}

	static async create(): Promise<Authority> {
		const keys = await newKeys();
		const certificate = await X509CertificateGenerator.create({
			...validity(),
			subject: SUBJECT,
			issuer: SUBJECT,
			signingAlgorithm: ALGORITHM,
			publicKey: keys.publicKey,
			signingKey: keys.privateKey,
			extensions: [new BasicConstraintsExtension(true)],
		});
		return new Authority(keys, certificate);
	}

	/** What a client is to trust. */
	get pem(): string {
		return `${this.certificate.toString('pem')}\n`;
	}

	/** The certificate for this host, made once. */
	async certificateFor(host: string): Promise<ServerCertificate> {
		const made = this.issued.get(host) ?? this.issue(host);
		this.issued.set(host, made);
		return await made;
	}

	private async issue(host: string): Promise<ServerCertificate> {
		const keys = await newKeys();
		const certificate = await X509CertificateGenerator.create({
			...validity(),
			subject: `CN=${host}`,
			issuer: SUBJECT,
			signingAlgorithm: ALGORITHM,
			publicKey: keys.publicKey,
			signingKey: this.keys.privateKey,
			extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
		});
		const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
		return {
			key: `-----BEGIN PRIVATE KEY-----\n${key.toString('base64')}\n-----END PRIVATE KEY-----\n`,
			cert: certificate.toString('pem'),
		};
	}
}

function validity() {
	return { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + DAY) };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
	return await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
