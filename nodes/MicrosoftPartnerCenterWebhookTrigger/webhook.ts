import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { REFERRALS } from '../shared/api/address';
import { referralIn } from '../shared/api/answer';
import type { Answer } from '../shared/api/answer';
import { getOrThrow } from '../shared/api/get';
import { cached, refetched } from './certificates';
import type { CertificateCache, FetchCertificate } from './certificates';
import { deliveryIn } from './delivery';
import type { Delivery } from './delivery';
import { settingsOf } from './settings';
import { isSignedBy, signatureIn } from './signature';
import type { Signature } from './signature';
import { isTrusted } from './trust';
import type { Trust } from './trust';

/** What is kept from one delivery to the next, in the node's static data. */
interface Memory {
	certificates?: CertificateCache;
	/** When cached certificates were last fetched again, in milliseconds since the epoch. */
	renewed?: number;
	/** The keys of the deliveries that have started a workflow, the latest last. */
	started?: string[];
}

/** The maximum number of deliveries that are remembered. */
const MAX_REMEMBERED = 1_000;

/** The minimum time between refetches, in milliseconds: anyone can post a request that no certificate matches. */
const RENEWAL_PAUSE = 60_000;

/** In bytes. The documented bodies have less than 500. */
const MAX_BODY = 65_536;

/**
 * Starts the workflow for a delivery that is genuine, selected and new, with the current state of the referral.
 *
 * The response to a delivery that is not genuine is 401 without details; to a genuine one that starts nothing, 200.
 * If the referral can't be read, n8n responds with 500, and Partner Center delivers the event again.
 *
 * @throws {NodeApiError} if the referral can't be read
 * @throws {NodeOperationError} if a parameter is not acceptable
 */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const posted = await readDelivery(this);
	if (posted === undefined) return respond(this, 401);
	const { events, matches, outputFormat, trust } = await settingsOf(this);
	const memory = this.getWorkflowStaticData('node') as Memory;
	if (!(await isGenuine(this, posted, trust, memory))) return respond(this, 401);

	const { event, referralId, key, members } = posted.delivery;
	const hasStarted = memory.started?.includes(key) ?? false;
	if (referralId === undefined || !events.includes(event) || hasStarted) return respond(this, 200);
	const isReferral = (answer: Answer) =>
		String(referralIn(answer)?.id).toLowerCase() === referralId.toLowerCase();
	const answer = await getOrThrow(this, { url: `${REFERRALS}/${referralId}` }, isReferral);
	const referral = referralIn(answer)!;
	if (!matches(referral)) return respond(this, 200);
	memory.started = [...(memory.started ?? []), key].slice(-MAX_REMEMBERED);
	return { workflowData: [[{ json: { ...outputFormat(referral), event: members } }]] };
}

/** A request that looks like a delivery of Partner Center. */
interface Posted {
	body: Buffer;
	signature: Signature;
	delivery: Delivery;
}

/** @returns undefined if it can't be genuine, whoever is trusted */
async function readDelivery(context: IWebhookFunctions): Promise<Posted | undefined> {
	const signature = signatureIn(context.getHeaderData());
	const body = await bodyOf(context);
	if (signature === undefined || body === undefined) return undefined;
	const delivery = deliveryIn(body);
	return delivery && { body, signature, delivery };
}

/** Whether Microsoft has signed it. A cached certificate may have been renewed at its address. */
async function isGenuine(
	context: IWebhookFunctions,
	{ body, signature }: Posted,
	trust: Trust,
	memory: Memory,
): Promise<boolean> {
	if (!trust.mayFetchFrom(signature.certificateUrl)) return false;
	const certificates = { ...memory.certificates };
	const refetch = refetched(context, certificates);
	const isTrustedBy = async (find: FetchCertificate) => {
		const certificate = await find(signature.certificateUrl);
		return (
			certificate !== undefined &&
			isSignedBy(certificate, body, signature) &&
			(await isTrusted(certificate, trust, find))
		);
	};
	const isCached = signature.certificateUrl.href in certificates;
	let isGenuine = await isTrustedBy(cached(certificates, refetch));
	if (!isGenuine && isCached && Date.now() - (memory.renewed ?? 0) > RENEWAL_PAUSE) {
		memory.renewed = Date.now();
		isGenuine = await isTrustedBy(refetch);
	}
	if (isGenuine) memory.certificates = certificates;
	return isGenuine;
}

/** The unparsed body, which n8n keeps; undefined if it is too large. */
async function bodyOf(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = context.getRequestObject() as unknown as {
		headers: Record<string, string | undefined>;
		rawBody?: Buffer;
		readRawBody?: () => Promise<void>;
	};
	if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return undefined;
	if (request.rawBody === undefined) await request.readRawBody?.();
	const { rawBody } = request;
	return rawBody && rawBody.length <= MAX_BODY ? rawBody : undefined;
}

function respond(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
