import type { X509Certificate } from 'node:crypto';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { REFERRALS } from '../MicrosoftPartnerCenter/fields/referralId';
import { referralIn } from '../MicrosoftPartnerCenter/request/answer';
import type { Answer } from '../MicrosoftPartnerCenter/request/answer';
import { answered, ask } from '../MicrosoftPartnerCenter/request/ask';
import { fetcher } from './certificates';
import type { Known } from './certificates';
import { deliveryIn } from './delivery';
import type { Delivery } from './delivery';
import { settingsOf } from './settings';
import { isSignedBy, signatureIn } from './signature';
import { isTrusted } from './trust';
import type { Trust } from './trust';

/** What is kept from delivery to delivery, in the node's static data. */
interface Memory {
	certificates?: Known;
	/** The keys of the deliveries that have started a workflow, the latest last. */
	started?: string[];
}

/** How many deliveries are remembered. */
const MOST_REMEMBERED = 1_000;

/** The documented bodies have less than 500 bytes. */
const LARGEST_BODY = 65_536;

/**
 * Starts the workflow for a delivery that is genuine, asked for and new, with the referral as it is now.
 *
 * What is not genuine is answered with 401 and no detail. What is genuine but needs no run is answered with 200.
 * Where the referral can't be read, n8n answers with 500, and Partner Center delivers again.
 *
 * @throws {NodeApiError} where the referral can't be read
 * @throws {NodeOperationError} where a parameter can't be used
 */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { events, isWanted, shape, trust } = await settingsOf(this);
	const memory = this.getWorkflowStaticData('node') as Memory;
	const delivery = await genuine(this, trust, memory);
	if (delivery === undefined) return answer(this, 401);

	const { event, referralId, key, given } = delivery;
	const started = memory.started ?? [];
	if (referralId === undefined || !events.includes(event) || started.includes(key)) {
		return answer(this, 200);
	}
	const question = { url: `${REFERRALS}/${referralId}` };
	const isIt = (one: Answer) =>
		String(referralIn(one)?.id).toLowerCase() === referralId.toLowerCase();
	const referral = referralIn(answered(this, question, await ask(this, question, isIt)))!;
	if (!isWanted(referral)) return answer(this, 200);
	memory.started = [...started, key].slice(-MOST_REMEMBERED);
	return { workflowData: [[{ json: { ...shape(referral), event: given } }]] };
}

/** The delivery, if Microsoft has signed it; the cheap questions come first. */
async function genuine(
	context: IWebhookFunctions,
	trust: Trust,
	memory: Memory,
): Promise<Delivery | undefined> {
	const body = await bodyOf(context);
	const signature = signatureIn(context.getHeaderData());
	if (body === undefined || signature === undefined) return undefined;
	const delivery = deliveryIn(body.toString('utf8'));
	if (delivery === undefined || !trust.isHome(signature.certificateUrl)) return undefined;

	const known = { ...memory.certificates };
	const fetch = fetcher(context, known);
	const certificate: X509Certificate | undefined = await fetch(signature.certificateUrl);
	if (certificate === undefined || !isSignedBy(certificate, body, signature)) return undefined;
	if (!(await isTrusted(certificate, trust, fetch))) return undefined;
	memory.certificates = known;
	return delivery;
}

/** The body's own bytes, which n8n keeps beside what it makes of them; nothing where they are too many. */
async function bodyOf(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = context.getRequestObject() as unknown as {
		headers: Record<string, string | undefined>;
		rawBody?: Buffer;
		readRawBody?: () => Promise<void>;
	};
	if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return undefined;
	if (request.rawBody === undefined) await request.readRawBody?.();
	const { rawBody } = request;
	return rawBody && rawBody.length <= LARGEST_BODY ? rawBody : undefined;
}

function answer(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
