import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Change } from './change';
import { isCompared } from './effect';
import type { Outcome, Unchanged } from './outcome';
import type { SendableItem } from './sendable';

/** Shows a change instead of sending it. Reads the referral only if the change depends on it. */
export async function previewOfChange(change: Change, item: SendableItem): Promise<Outcome> {
	const { plan, request } = item;
	const dependsOnReferral = isCompared(plan) || plan.resolve !== undefined;
	const next = dependsOnReferral ? await change.first() : change.requested;
	if (next.kind === 'unchanged') return { kind: 'preview', request: previewOfNothing(next) };
	if (next.kind !== 'send') return next;
	const { document, eTag } = next.change;
	const headers = { ...request.headers, ...(eTag && { 'If-Match': eTag }) };
	return { kind: 'preview', request: previewOf({ ...request, headers, body: document }) };
}

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
function previewOfNothing({ referral, effect }: Unchanged): IDataObject {
	return { preview: true, id: referral.id, ...effect };
}
