import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { inWords } from '../../MicrosoftPartnerCenter/run/itemError';
import { Refusal } from '../values/parameterError';
import { apiAddress, CREDENTIAL } from './address';
import type { Addresses } from './address';
import { withoutToken } from './answer';
import type { Answer } from './answer';
import { failureOf, isFailure, unreadable } from './failure';
import type { Failure } from './failure';
import { tokenIn } from './redact';
import { newRequestId } from './requestIds';

/** Where n8n runs a function of ours outside the way of an item: in its editor, at a poll, at a webhook. */
type Context = ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** What is asked for: a path under the API's address, and a query. */
interface Question {
	url: string;
	qs?: IDataObject;
}

/**
 * Asks the API once.
 *
 * @param isReadable whether an answer is what was asked for
 * @throws {NodeOperationError} where the credential names an address to which nothing may be sent
 */
export async function ask(
	context: Context,
	question: Question,
	isReadable: (answer: Answer) => boolean,
): Promise<Answer | Failure> {
	const baseURL = apiAddress(await context.getCredentials<Addresses>(CREDENTIAL));
	if (baseURL instanceof Refusal) throw refusedError(context, baseURL);
	const headers: IDataObject = {
		Accept: 'application/json',
		'MS-RequestId': newRequestId(),
		'MS-CorrelationId': newRequestId(),
	};
	const request: IHttpRequestOptions = {
		method: 'GET',
		baseURL,
		...question,
		headers,
		returnFullResponse: true,
		disableFollowRedirect: true,
	};
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			request,
		)) as IN8nHttpFullResponse;
		const known = withoutToken(answer.headers as IDataObject, tokenIn(headers));
		const outcome = { ...answer, headers: known };
		return isReadable(outcome) ? outcome : unreadable(outcome);
	} catch (thrown) {
		return failureOf(thrown, tokenIn(headers));
	}
}

/**
 * The answer, if it is one.
 *
 * @throws {NodeApiError} in the words that an item would fail with
 */
export function answered(context: Context, question: Question, outcome: Answer | Failure): Answer {
	if (!isFailure(outcome)) return outcome;
	const { message, description, statusCode } = inWords(outcome, { method: 'GET', ...question });
	const httpCode = statusCode === undefined ? undefined : String(statusCode);
	const error = new NodeApiError(context.getNode(), { message }, { httpCode });
	error.message = message;
	error.description = description;
	throw error;
}

/** A refusal as n8n shows it. */
export function refusedError(context: Context, refusal: Refusal): NodeOperationError {
	return new NodeOperationError(context.getNode(), refusal.message, {
		description: refusal.howToGoOn,
	});
}
