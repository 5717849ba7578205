import { createSign, type KeyObject, webcrypto } from 'node:crypto';
import {
	AuthorityInfoAccessExtension,
	BasicConstraintsExtension,
	type Extension,
	X509CertificateGenerator,
} from '@peculiar/x509';

import { nextKeyPair } from './keyPairs.mts';

/** Who a certificate is for, and by whom. */
export interface CertificateOptions {
	subject?: string;
	/** Of the issuer's certificate; by default the one that the documentation asks to look for. */
	issuer?: string;
	notBefore?: Date;
	notAfter?: Date;
	/** Where the certificate says that its issuer's is; by default where the simulator has it. */
	issuerUrl?: string;
	/** The authorities between the root and the signer, default 1. */
	authorities?: number;
	/** Further extensions of the signer's issuer. */
	authorityExtensions?: Extension[];
}

/** What a certificate is made of. */
interface Contents extends Pick<CertificateOptions, 'subject' | 'notBefore' | 'notAfter'> {
	isAuthority: boolean;
	issuerUrl?: string;
	extensions?: Extension[];
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

/** A root, authorities under it that are called Microsoft's, and the certificate that events are signed with. */
export class SigningChain {
	private constructor(
		readonly root: Certified,
		/** The first one is the signer's issuer. */
		readonly authorities: Certified[],
		readonly signer: Certified,
		private readonly leaf: Contents,
	) {}

	/** @param address of the folder in which the certificates can be fetched */
	static async create(address: string, options: CertificateOptions = {}): Promise<SigningChain> {
		const { authorities: count = 1, authorityExtensions, notBefore, notAfter } = options;
		const root = await certified({ subject: 'CN=Simulator Root', isAuthority: true });
		const authorities: Certified[] = [];
		for (let level = count; level > 0; level -= 1) {
			const [issuer = root] = authorities;
			const subject = `CN=Simulator Authority${level === 1 ? '' : ` ${level}`}, O=Microsoft Corporation, C=US`;
			authorities.unshift(
				await certified(
					{
						subject: (level === 1 && options.issuer) || subject,
						isAuthority: true,
						issuerUrl: issuer === root ? undefined : `${address}/authority${level + 1}.cer`,
						extensions: level === 1 ? authorityExtensions : [],
					},
					issuer,
				),
			);
		}
		const leaf = {
			subject: options.subject ?? 'CN=simulator.example, O=Example',
			notBefore,
			notAfter,
			isAuthority: false,
			issuerUrl: options.issuerUrl ?? `${address}/authority.cer`,
		};
		const [issuer = root] = authorities;
		return new SigningChain(root, authorities, await certified(leaf, issuer), leaf);
	}

	/** The same chain with another signer. */
	async renewed(): Promise<SigningChain> {
		const { root, authorities, leaf } = this;
		const [issuer = root] = authorities;
		return new SigningChain(root, authorities, await certified(leaf, issuer), leaf);
	}

	/** What an address in the folder holds: certificates in DER, and the root in PEM, to be trusted. */
	fetch(name: string): Buffer | undefined {
		const files: Record<string, Buffer> = {
			'signer.cer': this.signer.certificate,
			'root.pem': Buffer.from(`${this.root.pem}\n`),
		};
		this.authorities.forEach(({ certificate }, index) => {
			files[`authority${index === 0 ? '' : index + 1}.cer`] = certificate;
		});
		return files[name];
	}

	/** RSA with SHA-256, in base64. */
	sign(body: string): string {
		return createSign('RSA-SHA256').update(body).sign(this.signer.privateKey, 'base64');
	}
}

async function certified(contents: Contents, issuer?: Certified): Promise<Certified> {
	const pair = nextKeyPair();
	const keys = {
		publicKey: await imported(pair.publicKey, 'spki', 'verify'),
		privateKey: await imported(pair.privateKey, 'pkcs8', 'sign'),
	};
	const { subject = '', notBefore, notAfter, isAuthority, issuerUrl, extensions = [] } = contents;
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
			...(issuerUrl === undefined
				? []
				: [new AuthorityInfoAccessExtension({ caIssuers: issuerUrl })]),
			...extensions,
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
