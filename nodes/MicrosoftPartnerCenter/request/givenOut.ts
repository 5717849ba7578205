import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { shapeOf } from '../output/output';
import { requestIdOf } from './response';
import type { Answer } from './response';

/** Whether the answer is what was asked for; what answers in the service's place may send anything. */
export function isReadable(request: IHttpRequestOptions, { body }: Answer): boolean {
	return shapeOf(request) === undefined || body === '' || isObject(body);
}

/**
 * What an item gives out: the referral as the parameter "Output" asks for it or, where none was asked for
 * or came back, a receipt.
 */
export function givenOut(request: IHttpRequestOptions, answer: Answer): IDataObject {
	const shape = shapeOf(request);
	return shape && isObject(answer.body)
		? shape(withETag(answer.body, answer))
		: receipt(request, answer);
}

/** The eTag stands in the body; where it does not, the header of the same name has it. */
function withETag(referral: IDataObject, { headers }: Answer): IDataObject {
	return referral.eTag || !headers.etag ? referral : { ...referral, eTag: headers.etag };
}

/** What the response's headers give; what they do not is left out. */
function receipt({ url }: IHttpRequestOptions, { headers }: Answer): IDataObject {
	const requestId = requestIdOf(headers);
	const { etag: eTag } = headers;
	const id = url.slice(url.lastIndexOf('/') + 1);
	return { id, success: true, ...(requestId && { requestId }), ...(eTag && { eTag }) };
}

function isObject(body: unknown): body is IDataObject {
	return typeof body === 'object' && body !== null;
}
