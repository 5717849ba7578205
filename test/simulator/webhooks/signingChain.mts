import { createSign, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import {
	AuthorityInfoAccessExtension,
	BasicConstraintsExtension,
	X509CertificateGenerator,
} from '@peculiar/x509';

/** Who a certificate is for, and by whom. */
export interface CertificateOptions {
	subject?: string;
	/** Of the issuer's certificate; by default the one that the documentation asks to look for. */
	issuer?: string;
	notBefore?: Date;
	notAfter?: Date;
	/** Where the certificate says that its issuer's is; by default where the simulator has it. */
	issuerUrl?: string;
}

/** A key with its certificate. */
interface Certified {
	keys: { publicKey: webcrypto.CryptoKey; privateKey: webcrypto.CryptoKey };
	privateKey: KeyObject;
	/** DER. */
	certificate: Buffer;
	pem: string;
	subject: string;
}

const YEAR = 365 * 24 * 3600 * 1000;
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** A root, an authority under it that is called Microsoft's, and the certificate that events are signed with. */
export class SigningChain {
	private constructor(
		readonly root: Certified,
		readonly authority: Certified,
		readonly signer: Certified,
		private readonly options: CertificateOptions,
	) {}

	/** @param address of the folder in which the certificates can be fetched */
	static async create(address: string, options: CertificateOptions = {}): Promise<SigningChain> {
		const root = await certified({ subject: 'CN=Simulator Root' });
		const authority = await certified(
			{ subject: options.issuer ?? 'CN=Simulator Authority, O=Microsoft Corporation, C=US' },
			root,
		);
		const leaf = {
			subject: 'CN=simulator.example, O=Example',
			issuerUrl: `${address}/authority.cer`,
			...options,
		};
		return new SigningChain(root, authority, await certified(leaf, authority), leaf);
	}

	/** The same chain with another signer. */
	async renewed(): Promise<SigningChain> {
		const { root, authority, options } = this;
		return new SigningChain(root, authority, await certified(options, authority), options);
	}

	/** What an address in the folder holds: certificates in DER, and the root in PEM, to be trusted. */
	fetch(name: string): Buffer | undefined {
		const files: Record<string, Buffer> = {
			'signer.cer': this.signer.certificate,
			'authority.cer': this.authority.certificate,
			'root.pem': Buffer.from(`${this.root.pem}\n`),
		};
		return files[name];
	}

	/** RSA with SHA-256, in base64. */
	sign(body: string): string {
		return createSign('RSA-SHA256').update(body).sign(this.signer.privateKey, 'base64');
	}
}

async function certified(options: CertificateOptions, issuer?: Certified): Promise<Certified> {
	const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const keys = {
		publicKey: await imported(pair.publicKey, 'spki', 'verify'),
		privateKey: await imported(pair.privateKey, 'pkcs8', 'sign'),
	};
	const { subject = '', notBefore, notAfter, issuerUrl } = options;
	const isAuthority = issuerUrl === undefined;
	const certificate = await X509CertificateGenerator.create({
		subject,
		issuer: issuer?.subject ?? subject,
		notBefore: notBefore ?? new Date(Date.now() - YEAR),
		notAfter: notAfter ?? new Date(Date.now() + YEAR),
		signingAlgorithm: RSA,
		publicKey: keys.publicKey,
		signingKey: (issuer?.keys ?? keys).privateKey,
		extensions: [
			new BasicConstraintsExtension(isAuthority),
			...(isAuthority ? [] : [new AuthorityInfoAccessExtension({ caIssuers: issuerUrl })]),
		],
	});
	return {
		keys,
		privateKey: pair.privateKey,
		certificate: Buffer.from(certificate.rawData),
		pem: certificate.toString('pem'),
		subject,
	};
}

async function imported(
	key: KeyObject,
	type: 'spki' | 'pkcs8',
	usage: webcrypto.KeyUsage,
): Promise<webcrypto.CryptoKey> {
	const der = key.export({ type: type as never, format: 'der' }) as unknown as Uint8Array;
	return await webcrypto.subtle.importKey(type, new Uint8Array(der), RSA, true, [usage]);
}
