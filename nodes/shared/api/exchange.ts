import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from './answer';
import { failureOf, unreadable } from './failure';
import type { Failure } from './failure';
import { tokenIn, withoutToken } from './redact';
import { idHeaders } from './requestIds';

/**
 * One exchange with the service: sends a request once, removes the token from the answer, and recognizes a
 * failure.
 *
 * @param requestId the same for all attempts of the request
 * @param send signs and sends the request; it puts the token into the headers of its argument, a copy
 * @param isReadable whether an answer contains what the request asked for
 */
export async function exchange(
	request: IHttpRequestOptions,
	requestId: string,
	send: (request: IHttpRequestOptions) => Promise<Answer>,
	isReadable: (answer: Answer) => boolean,
): Promise<Answer | Failure> {
	const headers: IDataObject = { ...request.headers, ...idHeaders(requestId) };
	try {
		const received = await send({ ...request, headers });
		const answer = { ...received, headers: withoutToken(received.headers, tokenIn(headers)) };
		return isReadable(answer) ? answer : unreadable(answer);
	} catch (thrown) {
		return failureOf(thrown, tokenIn(headers));
	}
}
