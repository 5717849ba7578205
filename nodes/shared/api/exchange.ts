import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from './answer';
import { failureOf, unreadable } from './failure';
import type { Failure } from './failure';
import { bodyWithoutSecrets, tokenIn, withoutSecrets } from './redact';
import { idHeaders } from './requestIds';

/** What every request needs in addition to what its operation sends. */
export interface Sender {
	/** The same for all attempts of the request. */
	requestId: string;
	/** The secrets of the credential, which are removed from every answer. */
	secrets: string[];
}

/**
 * One exchange with the service: sends a request once, removes secrets from the answer, and recognizes a
 * failure.
 *
 * @param send signs and sends the request; it puts the token into the headers of its argument, a copy
 * @param isReadable whether an answer contains what the request asked for
 */
export async function exchange(
	request: IHttpRequestOptions,
	{ requestId, secrets }: Sender,
	send: (request: IHttpRequestOptions) => Promise<Answer>,
	isReadable: (answer: Answer) => boolean,
): Promise<Answer | Failure> {
	const headers: IDataObject = { ...request.headers, ...idHeaders(requestId) };
	const allSecrets = () => [tokenIn(headers) ?? [], ...secrets].flat();
	try {
		const received = await send({ ...request, headers });
		const known = allSecrets();
		const answer = {
			...received,
			headers: withoutSecrets(received.headers, known),
			body: bodyWithoutSecrets(received.body, known),
		};
		return isReadable(answer) ? answer : unreadable(answer);
	} catch (thrown) {
		return failureOf(thrown, allSecrets());
	}
}
