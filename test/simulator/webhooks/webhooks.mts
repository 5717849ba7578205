import { type Answer, jsonAnswer } from '../http/answer.mts';
import type { Incoming } from '../http/incoming.mts';
import { isObject } from '../referrals/schema/schema.mts';
import type { EventSender } from './eventSender.mts';
import type { CertificateOptions } from './signingChain.mts';

const FOLDER = '/certificates';
const REGISTRATION = '/webhooks/v1/registration';

/** The one registration of a tenant ("Partner Center webhooks"). */
interface Registration {
	WebhookUrl: string;
	WebhookEvents: string[];
}

/** Where events are registered for, and the certificates that they are signed with. */
export class Webhooks {
	/** Every request for a certificate, in order of arrival. */
	readonly requests: Incoming[] = [];

	private registration?: Registration;

	private sender?: Promise<EventSender>;

	/** @param address the simulator's own */
	constructor(private readonly address: () => string) {}

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

	/** @returns nothing where the request is about something else */
	async answer(request: Incoming): Promise<Answer | undefined> {
		const { method, path, rawBody } = request;
		if (path === REGISTRATION) return this.register(method, rawBody);
		if (!path.startsWith(`${FOLDER}/`)) return undefined;
		this.requests.push(request);
		const sender = await (this.sender ?? this.eventSender());
		const certificate = sender.certificate(path.slice(FOLDER.length + 1));
		if (certificate === undefined) return { status: 404, headers: {} };
		return { status: 200, headers: { 'Content-Type': 'application/pkix-cert' }, body: certificate };
	}

	/** Posts the event where it was registered for; what becomes of it is nobody's business here. */
	async post(EventName: string, referralId: string): Promise<void> {
		if (this.registration?.WebhookEvents.includes(EventName) !== true) return;
		const sender = await (this.sender ?? this.eventSender());
		const { headers, body } = sender.signed(referralId, { EventName });
		await fetch(this.registration.WebhookUrl, { method: 'POST', headers, body }).catch(
			() => undefined,
		);
	}

	private register(method: string, rawBody: string): Answer {
		if (method === 'POST' || method === 'PUT') {
			const given: unknown = JSON.parse(rawBody);
			if (!isObject(given) || typeof given.WebhookUrl !== 'string')
				return { status: 400, headers: {} };
			this.registration = {
				WebhookUrl: given.WebhookUrl,
				WebhookEvents: Array.isArray(given.WebhookEvents) ? (given.WebhookEvents as string[]) : [],
			};
		}
		return this.registration === undefined
			? { status: 404, headers: {} }
			: jsonAnswer(200, this.registration);
	}
}
