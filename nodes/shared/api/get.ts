import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IHookFunctions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { ParameterError } from '../values/parameterError';
import { apiAddress, CREDENTIAL } from './address';
import type { Addresses } from './address';
import { toAnswer } from './answer';
import type { Answer } from './answer';
import { describe } from './describe';
import { exchange } from './exchange';
import type { Failure } from './failure';
import { invalidParameters } from './invalidParameters';
import { secretsIn } from './redact';
import { newRequestId } from './requestIds';

/** The contexts in which the package reads from the service outside a run: the editor, a poll, a webhook. */
type Context = ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** A GET request: a path relative to the API's address, and a query. */
export interface GetRequest {
	url: string;
	qs?: IDataObject;
	/** In milliseconds; by default n8n's. */
	timeout?: number;
}

/**
 * Sends a GET request once.
 *
 * @param isReadable whether an answer contains what the request asked for
 * @throws {NodeOperationError} if the credential names an address to which nothing may be sent
 */
export async function get(
	context: Context,
	request: GetRequest,
	isReadable: (answer: Answer) => boolean,
): Promise<Answer | Failure> {
	const credential = await context.getCredentials<Addresses & IDataObject>(CREDENTIAL);
	const baseURL = apiAddress(credential);
	if (baseURL instanceof ParameterError) throw parameterNodeError(context, baseURL);
	return await exchange(
		{
			method: 'GET',
			baseURL,
			...request,
			headers: { Accept: 'application/json' },
			returnFullResponse: true,
			disableFollowRedirect: true,
		},
		{ requestId: newRequestId(), secrets: secretsIn(credential) },
		async (options) =>
			toAnswer(
				(await context.helpers.httpRequestWithAuthentication.call(
					context,
					CREDENTIAL,
					options,
				)) as IN8nHttpFullResponse,
			),
		isReadable,
	);
}

/**
 * Sends a GET request once.
 *
 * @throws {NodeApiError} if it doesn't succeed
 * @throws {NodeOperationError} if the credential names an address to which nothing may be sent
 */
export async function getOrThrow(
	context: Context,
	request: GetRequest,
	isReadable: (answer: Answer) => boolean,
): Promise<Answer> {
	return answerOrThrow(context, request, await get(context, request, isReadable));
}

/** @throws {NodeApiError} with the message that an item would fail with */
export function answerOrThrow(
	context: Context,
	request: GetRequest,
	outcome: Answer | Failure,
): Answer {
	if (outcome.kind === 'answer') return outcome;
	const { message, description, statusCode } = describe(outcome, { method: 'GET', ...request });
	const httpCode = statusCode === undefined ? undefined : String(statusCode);
	const error = new NodeApiError(context.getNode(), { message }, { httpCode });
	error.message = message;
	error.description = description;
	throw error;
}

/** Unacceptable parameters as n8n shows them. @param thrown a ParameterError, or several */
export function parameterNodeError(
	context: Context | IHookFunctions,
	thrown: unknown,
): NodeOperationError {
	const { message, hint } = invalidParameters(thrown);
	return new NodeOperationError(context.getNode(), message, { description: hint });
}
