import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { apiAddress, CREDENTIAL } from './address';
import type { Addresses } from './address';
import type { Answer } from './answer';
import { failureOf, unreadable } from './failure';
import type { Failure } from './failure';
import { newRequestId } from './identity';
import { inWords } from './nodeError';

/**
 * Asks the API outside the way of an item: for what n8n's editor shows.
 *
 * @param read gives what is wanted of the answer, or nothing where it can't be read as that
 * @throws {NodeApiError | NodeOperationError} in the words that an item would fail with
 */
export async function ask<T>(
	context: ILoadOptionsFunctions,
	{ url, qs }: { url: string; qs?: IDataObject },
	read: (answer: Answer) => T | undefined,
): Promise<T> {
	const baseURL = apiAddress(await context.getCredentials<Addresses>(CREDENTIAL));
	if (typeof baseURL !== 'string') {
		throw new NodeOperationError(context.getNode(), baseURL.message, {
			description: baseURL.howToGoOn,
		});
	}
	const request: IHttpRequestOptions = {
		method: 'GET',
		baseURL,
		url,
		qs,
		headers: {
			Accept: 'application/json',
			'MS-RequestId': newRequestId(),
			'MS-CorrelationId': newRequestId(),
		},
		returnFullResponse: true,
		disableFollowRedirect: true,
	};
	let failure: Failure;
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			request,
		)) as IN8nHttpFullResponse;
		const found = read(answer);
		if (found !== undefined) return found;
		failure = unreadable(answer);
	} catch (thrown) {
		failure = failureOf(thrown);
	}
	const { message, description, statusCode } = inWords(failure, request);
	const error = new NodeApiError(context.getNode(), { message }, { httpCode: String(statusCode) });
	error.message = message;
	error.description = description;
	throw error;
}
