import type { Answer } from '../http/answer.mts';
import type { Incoming } from '../http/incoming.mts';
import type { Registration } from '../registration/registrations.mts';
import type { EventSender } from './eventSender.mts';
import type { CertificateOptions } from './signingChain.mts';

const FOLDER = '/certificates';

/** Posts events to the registered URL, and has the certificates that they are signed with. */
export class Webhooks {
	/** Every request for a certificate, in order of arrival. */
	readonly requests: Incoming[] = [];

	private sender?: Promise<EventSender>;

	/** @param address the simulator's own */
	constructor(
		private readonly address: () => string,
		private readonly registration: () => Registration | undefined,
	) {}

	private get folder(): string {
		return this.address() + FOLDER;
	}

	/** A sender whose certificates can be fetched from now on. */
	async eventSender(options?: CertificateOptions): Promise<EventSender> {
		// Certificates take a library that few who start the simulator need.
		const sender = import('./eventSender.mts');
		this.sender = sender.then(async (one) => await one.EventSender.create(this.folder, options));
		return await this.sender;
	}

	/** @returns undefined if the request is about something else */
	async answer(request: Incoming): Promise<Answer | undefined> {
		const { path } = request;
		if (!path.startsWith(`${FOLDER}/`)) return undefined;
		this.requests.push(request);
		const sender = await (this.sender ?? this.eventSender());
		const certificate = sender.certificate(path.slice(FOLDER.length + 1));
		if (certificate === undefined) return { status: 404, headers: {} };
		return { status: 200, headers: { 'Content-Type': 'application/pkix-cert' }, body: certificate };
	}

	/** Posts the event to the registered URL, whatever is answered there. */
	async post(EventName: string, referralId: string): Promise<void> {
		const registration = this.registration();
		if (registration?.WebhookEvents.includes(EventName) !== true) return;
		const sender = await (this.sender ?? this.eventSender());
		const { headers, body } = sender.signed(referralId, { EventName });
		const { WebhookUrl, SignatureTokenToMsSignatureHeader } = registration;
		const signed = SignatureTokenToMsSignatureHeader ? inMsSignature(headers) : headers;
		await fetch(WebhookUrl, { method: 'POST', headers: signed, body }).catch(() => undefined);
	}
}

/** The headers with the signature in the one that a registration may request. */
function inMsSignature({
	authorization,
	...others
}: Record<string, string>): Record<string, string> {
	return { ...others, 'x-ms-signature': authorization };
}
