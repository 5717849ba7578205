import type { IDataObject, IHookFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { apiAddress, MICROSOFT_WEBHOOKS_API, WEBHOOKS_CREDENTIAL } from '../../shared/api/address';
import type { Addresses } from '../../shared/api/address';
import { toAnswer } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { exchange } from '../../shared/api/exchange';
import type { Failure } from '../../shared/api/failure';
import { parameterNodeError } from '../../shared/api/get';
import { secretsIn } from '../../shared/api/redact';
import { newRequestId } from '../../shared/api/requestIds';
import { isJsonObject } from '../../shared/values/json';
import { ParameterError } from '../../shared/values/parameterError';
import type { Registration } from './registration';

/** The path of the registration, relative to the API's base address. */
export const REGISTRATION = '/webhooks/v1/registration';

/** In milliseconds. A user waits for the workflow to be published or unpublished. */
const TIMEOUT = 10_000;

/** What was read; without a registration, the tenant has none. */
export interface Found {
	kind: 'found';
	registration?: Registration;
}

/** @throws {NodeOperationError} if the credential names an address to which nothing may be sent */
export async function read(context: IHookFunctions): Promise<Found | Failure> {
	const outcome = await send(context, 'GET', (answer) => foundIn(answer) !== undefined);
	if (outcome.kind === 'answer') return foundIn(outcome)!;
	return outcome.status === 404 ? { kind: 'found' } : outcome;
}

/**
 * Creates the tenant's registration, or updates it. The API has no precondition for that: a change that
 * another client makes at the same moment is overwritten.
 *
 * @throws {NodeOperationError} if the credential names an address to which nothing may be sent
 */
export async function write(
	context: IHookFunctions,
	kind: 'create' | 'update',
	{ url, events, inMsSignature }: Registration,
): Promise<Answer | Failure> {
	const body = {
		WebhookUrl: url,
		WebhookEvents: events,
		...(inMsSignature !== undefined && { SignatureTokenToMsSignatureHeader: inMsSignature }),
	};
	return await send(context, kind === 'create' ? 'POST' : 'PUT', () => true, body);
}

async function send(
	context: IHookFunctions,
	method: 'GET' | 'POST' | 'PUT',
	isReadable: (answer: Answer) => boolean,
	body?: IDataObject,
): Promise<Answer | Failure> {
	const credential = await context.getCredentials<Addresses>(WEBHOOKS_CREDENTIAL);
	const baseURL = apiAddress(credential, MICROSOFT_WEBHOOKS_API);
	if (baseURL instanceof ParameterError) throw parameterNodeError(context, baseURL);
	return await exchange(
		{
			method,
			baseURL,
			url: REGISTRATION,
			body,
			headers: { Accept: 'application/json' },
			json: true,
			timeout: TIMEOUT,
			returnFullResponse: true,
			disableFollowRedirect: true,
		},
		{ requestId: newRequestId(), secrets: secretsIn(credential) },
		async (options) =>
			toAnswer(
				(await context.helpers.httpRequestWithAuthentication.call(
					context,
					WEBHOOKS_CREDENTIAL,
					options,
				)) as IN8nHttpFullResponse,
			),
		isReadable,
	);
}

/**
 * The registration in an answer; undefined if it can't be read as one. The names begin with a capital letter
 * in the samples of the page, and with a small one in Microsoft's REST reference.
 */
function foundIn({ statusCode, body }: Answer): Found | undefined {
	if (statusCode === 204 || body === null || body === '') return { kind: 'found' };
	if (!isJsonObject(body)) return undefined;
	const url = body.WebhookUrl ?? body.webhookUrl;
	const events = body.WebhookEvents ?? body.webhookEvents ?? [];
	const inMsSignature =
		body.SignatureTokenToMsSignatureHeader ?? body.signatureTokenToMsSignatureHeader;
	if (typeof url !== 'string' || !isTexts(events)) return undefined;
	if (url === '') return { kind: 'found' };
	return {
		kind: 'found',
		registration: {
			url,
			events,
			...(typeof inMsSignature === 'boolean' && { inMsSignature }),
		},
	};
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
