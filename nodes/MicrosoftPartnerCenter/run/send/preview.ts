import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Unchanged } from './outcome';

/** A request as it would be sent, without the token that n8n would sign it with. */
export function previewOf(
	request: Omit<IHttpRequestOptions, 'body'> & { body?: unknown },
): IDataObject {
	const { method, baseURL = '', url, headers, body } = request;
	return {
		preview: true,
		method,
		url: `${baseURL.replace(/\/+$/, '')}${url}`,
		headers: headers as IDataObject,
		body: body as IDataObject,
	};
}

/** The preview of a change that has nothing to send. */
export function previewOfNothing({ referral, effect }: Unchanged): IDataObject {
	return { preview: true, id: referral.id, ...effect };
}
