import { SigningChain, type CertificateOptions } from './signingChain.mts';

/** What Partner Center posts ("Partner Center webhooks"). */
export interface ReferralEvent {
	EventName: string;
	ResourceUri: string;
	ResourceName: string;
	AuditUri: string | null;
	ResourceChangeUtcDate: string;
}

/** A delivery as it goes over the wire. */
export interface SignedDelivery {
	headers: Record<string, string>;
	body: string;
}

/** Signs events as Partner Center does, with a chain of the simulator's own. */
export class EventSender {
	private constructor(
		private chain: SigningChain,
		private readonly address: string,
	) {}

	/** @param address of the folder in which the certificates can be fetched */
	static async create(address: string, options?: CertificateOptions): Promise<EventSender> {
		return new EventSender(await SigningChain.create(address, options), address);
	}

	/** The root certificate to trust, in PEM. */
	get trustAnchor(): string {
		return this.chain.root.pem;
	}

	/** Signs with another certificate of the same authority from now on. */
	async renew(): Promise<void> {
		this.chain = await this.chain.renewed();
	}

	certificate(name: string): Buffer | undefined {
		return this.chain.fetch(name);
	}

	/** @param fields what is to be different from an update of the referral, now */
	signed(referralId: string, fields: Partial<ReferralEvent> = {}): SignedDelivery {
		return this.signedBody(JSON.stringify({ ...eventOf(referralId), ...fields }));
	}

	signedBody(body: string): SignedDelivery {
		return {
			headers: {
				'content-type': 'application/json',
				authorization: `Signature ${this.chain.sign(body)}`,
				'x-ms-certificate-url': `${this.address}/signer.cer`,
				'x-ms-signature-algorithm': 'rsa-sha256',
			},
			body,
		};
	}
}

/** The documentation's address has another host and path than the Referrals API. */
function eventOf(referralId: string): ReferralEvent {
	return {
		EventName: 'referral-updated',
		ResourceUri: `https://api.partnercenter.microsoft.com/engagements/v1/referrals/${referralId}`,
		ResourceName: 'referral',
		AuditUri: null,
		ResourceChangeUtcDate: new Date().toISOString(),
	};
}
