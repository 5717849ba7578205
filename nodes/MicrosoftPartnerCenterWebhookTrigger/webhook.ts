import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { REFERRALS } from '../MicrosoftPartnerCenter/fields/path';
import { referralIn } from '../shared/api/answer';
import type { Answer } from '../shared/api/answer';
import { answered, ask } from '../shared/api/get';
import { fresh, known } from './certificates';
import type { FetchCertificate, Known } from './certificates';
import { deliveryIn } from './delivery';
import type { Delivery } from './delivery';
import { settingsOf } from './settings';
import { isSignedBy, signatureIn } from './signature';
import type { Signature } from './signature';
import { isTrusted } from './trust';
import type { Trust } from './trust';

/** What is kept from delivery to delivery, in the node's static data. */
interface Memory {
	certificates?: Known;
	/** When certificates were last fetched anew, in milliseconds since the epoch. */
	renewed?: number;
	/** The keys of the deliveries that have started a workflow, the latest last. */
	started?: string[];
}

/** How many deliveries are remembered. */
const MOST_REMEMBERED = 1_000;

/** How long, in milliseconds, before they are again: anybody can post what does not fit. */
const RENEWAL_PAUSE = 60_000;

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
	const posted = await postedTo(this);
	if (posted === undefined) return answer(this, 401);
	const { events, isWanted, shape, trust } = await settingsOf(this);
	const memory = this.getWorkflowStaticData('node') as Memory;
	if (!(await isGenuine(this, posted, trust, memory))) return answer(this, 401);

	const { event, referralId, key, given } = posted.delivery;
	const hasStarted = memory.started?.includes(key) ?? false;
	if (referralId === undefined || !events.includes(event) || hasStarted) return answer(this, 200);
	const question = { url: `${REFERRALS}/${referralId}` };
	const isIt = (one: Answer) =>
		String(referralIn(one)?.id).toLowerCase() === referralId.toLowerCase();
	const referral = referralIn(answered(this, question, await ask(this, question, isIt)))!;
	if (!isWanted(referral)) return answer(this, 200);
	memory.started = [...(memory.started ?? []), key].slice(-MOST_REMEMBERED);
	return { workflowData: [[{ json: { ...shape(referral), event: given } }]] };
}

/** What was posted, as far as it looks like something of Partner Center's. */
interface Posted {
	body: Buffer;
	signature: Signature;
	delivery: Delivery;
}

/** @returns nothing where it can't be genuine, whoever is trusted */
async function postedTo(context: IWebhookFunctions): Promise<Posted | undefined> {
	const signature = signatureIn(context.getHeaderData());
	const body = await bodyOf(context);
	if (signature === undefined || body === undefined) return undefined;
	const delivery = deliveryIn(body.toString('utf8'));
	return delivery && { body, signature, delivery };
}

/** Whether Microsoft has signed it. A certificate that was kept may have been renewed where it came from. */
async function isGenuine(
	context: IWebhookFunctions,
	{ body, signature }: Posted,
	trust: Trust,
	memory: Memory,
): Promise<boolean> {
	if (!trust.isHome(signature.certificateUrl)) return false;
	const certificates = { ...memory.certificates };
	const fetch = fresh(context, certificates);
	const isBelieved = async (find: FetchCertificate) => {
		const certificate = await find(signature.certificateUrl);
		return (
			certificate !== undefined &&
			isSignedBy(certificate, body, signature) &&
			(await isTrusted(certificate, trust, find))
		);
	};
	const isKept = signature.certificateUrl.href in certificates;
	let isGenuine = await isBelieved(known(certificates, fetch));
	if (!isGenuine && isKept && Date.now() - (memory.renewed ?? 0) > RENEWAL_PAUSE) {
		memory.renewed = Date.now();
		isGenuine = await isBelieved(fetch);
	}
	if (isGenuine) memory.certificates = certificates;
	return isGenuine;
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
