import { failureAnswer } from '../failureBodies.mts';
import { type Answer, jsonAnswer } from '../http/answer.mts';
import type { Consent } from '../oauth2/grants.mts';
import type { RecordedRequest } from '../recorder.mts';
import { isObject } from '../referrals/schema/schema.mts';

/** Where a tenant's events are posted (Microsoft's page "Partner Center webhooks"). */
export interface Registration {
	WebhookUrl: string;
	WebhookEvents: string[];
	/** Whether the signature is in `x-ms-signature` instead of `Authorization`. */
	SignatureTokenToMsSignatureHeader?: boolean;
}

/** A user whose address begins with this has no role that the page lists, such as Admin agent. */
const WITHOUT_ROLE = 'referrals-only';

/** Of the events on Microsoft's page "Partner Center webhook events". */
const EVENTS = [
	'invoice-ready',
	'referral-created',
	'referral-updated',
	'related-referral-created',
	'related-referral-updated',
	'subscription-updated',
	'test-created',
	'usagerecords-thresholdExceeded',
];

const BASE = '/webhooks/v1/registration';

/** A tenant's only registration, and the operations on it. There is none that deletes it. */
export class Registrations {
	current?: Registration;

	private readonly operations: Partial<Record<string, (body: unknown) => Answer>> = {
		[`GET ${BASE}/events`]: () => jsonAnswer(200, EVENTS),
		[`GET ${BASE}`]: () => (this.current ? jsonAnswer(200, this.current) : refusal(404)),
		[`POST ${BASE}`]: (body) =>
			this.current
				? refusal(409, 'A registration already exists, please use PUT to update it.')
				: this.store(body),
		[`PUT ${BASE}`]: (body) => (this.current ? this.store(body) : refusal(404)),
	};

	answer({ method, path, body }: RecordedRequest, { user }: Consent): Answer {
		if (user.startsWith(WITHOUT_ROLE)) return refusal(403);
		return this.operations[`${method} ${path}`]?.(body) ?? refusal(404);
	}

	private store(body: unknown): Answer {
		if (!isRegistration(body)) return refusal(400);
		const { WebhookUrl, WebhookEvents, SignatureTokenToMsSignatureHeader: inHeader } = body;
		this.current = {
			WebhookUrl,
			WebhookEvents,
			...(inHeader === undefined ? {} : { SignatureTokenToMsSignatureHeader: inHeader }),
		};
		const SubscriberId = 'e82cac64-dc67-4cd3-849b-78b6127dd57d';
		return jsonAnswer(200, { SubscriberId, ...this.current });
	}
}

function isRegistration(body: unknown): body is Registration {
	if (!isObject(body)) return false;
	const { WebhookUrl, WebhookEvents } = body;
	return (
		typeof WebhookUrl === 'string' &&
		URL.canParse(WebhookUrl) &&
		Array.isArray(WebhookEvents) &&
		WebhookEvents.length > 0 &&
		WebhookEvents.every((event) => EVENTS.includes(event as string))
	);
}

function refusal(status: number, message?: string): Answer {
	return failureAnswer({ status, message }, 'partnerCenter');
}
