import { NodeOperationError } from 'n8n-workflow';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { referralIn } from '../shared/api/answer';
import { answerOrThrow } from '../shared/api/get';
import type { StoredChain } from './certificates/storedChains';
import { readReferral, requestOf } from './currentReferral';
import { deliveryIn } from './delivery';
import type { Delivery } from './delivery';
import type { DeliveryOutcomes } from './deliveryOutcomes';
import { isGenuine } from './genuine';
import type { SignedBody } from './genuine';
import { settingsOf } from './settings';
import type { Settings } from './settings';
import { signatureIn } from './signature';
import { memoryOf } from './triggerMemory';

/** What is kept from one delivery to the next, in the node's static data. */
interface Stored {
	chains?: StoredChain[];
	/** The keys of the deliveries that have started a workflow, the latest last. */
	started?: string[];
}

/** The maximum number of deliveries that are remembered. */
const MAX_REMEMBERED = 1_000;

/** In bytes. The documented bodies have less than 500. */
const MAX_BODY = 65_536;

/**
 * Starts the workflow for a delivery that is genuine, selected and new, with the current state of the referral.
 *
 * The response to a delivery that is not genuine is 401 without details; to a genuine one that starts nothing, 200.
 * If the referral can't be read, n8n responds with 500, and Partner Center delivers the event again.
 *
 * @throws {NodeApiError} if the referral can't be read
 * @throws {NodeOperationError} if a parameter is not acceptable, or if the event doesn't name a referral
 */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const posted = await readDelivery(this);
	if (posted === undefined) return respond(this, 401);
	const settings = await settingsOf(this);
	const stored = this.getWorkflowStaticData('node') as Stored;
	const { fetches, outcomes } = memoryOf(this);
	if (!(await isGenuine(this, posted, settings.trust, stored, fetches))) return respond(this, 401);

	const { event, key } = posted.delivery;
	const hasStarted = stored.started?.includes(key) ?? false;
	if (!settings.events.includes(event) || hasStarted) return respond(this, 200);
	const result = await outcomes.process(
		key,
		async () => await startOf(this, posted.delivery, settings, outcomes),
	);
	if (typeof result === 'number') return respond(this, result);
	stored.started = [...(stored.started ?? []), key].slice(-MAX_REMEMBERED);
	return result;
}

/** How long copies of a delivery get the same response if it has not started the workflow, in milliseconds. */
const COPIES_PAUSE = 60_000;

/** What starts the workflow; 200 if the referral does not match the filters. */
async function startOf(
	context: IWebhookFunctions,
	{ event, referralId, key, members }: Delivery,
	{ matches, outputFormat }: Settings,
	outcomes: DeliveryOutcomes,
): Promise<IWebhookResponseData | 200> {
	if (referralId === undefined) {
		outcomes.remember(key, 500, COPIES_PAUSE);
		throw unreadableEvent(context, event, members.ResourceUri);
	}
	const outcome = await readReferral(context, referralId, members.ResourceChangeUtcDate);
	if (outcome.kind === 'failure' && [403, 404, 410].includes(outcome.status ?? 0)) {
		outcomes.remember(key, 500, COPIES_PAUSE);
	}
	const referral = referralIn(answerOrThrow(context, requestOf(referralId), outcome))!;
	if (!matches(referral)) {
		outcomes.remember(key, 200, COPIES_PAUSE);
		return 200;
	}
	outcomes.remember(key, 200);
	return { workflowData: [[{ json: { ...outputFormat(referral), event: members } }]] };
}

function unreadableEvent(context: IWebhookFunctions, event: string, resourceUri: unknown) {
	const shown = JSON.stringify(resourceUri ?? null).slice(0, 300);
	return new NodeOperationError(
		context.getNode(),
		`The node found no referral ID in the "ResourceUri" of the event "${event}"`,
		{
			description: `The ResourceUri is ${shown}. Partner Center delivers the event again. If the error recurs, open an issue in this node's GitHub repository and include the ResourceUri. Meanwhile, read the referral with the operation Get.`,
		},
	);
}

/** A request that looks like a delivery of Partner Center. */
interface Posted extends SignedBody {
	delivery: Delivery;
}

/** @returns undefined if it can't be genuine, no matter who is trusted */
async function readDelivery(context: IWebhookFunctions): Promise<Posted | undefined> {
	const signature = signatureIn(context.getHeaderData());
	const body = await bodyOf(context);
	if (signature === undefined || body === undefined) return undefined;
	const delivery = deliveryIn(body);
	return delivery && { body, signature, delivery };
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
