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

/**
 * Shows a creation instead of sending it. If the new referral is to be shared with Microsoft, a second request follows,
 * whose engagement is not known yet.
 */
export function previewOfCreation({ plan, request }: SendableItem): IDataObject {
	const preview = previewOf(request);
	if (!plan.sharing) return preview;
	const own = { engagementId: ENGAGEMENT, ...(request.body as IDataObject) };
	return { ...preview, then: shown({ ...request, body: plan.sharing.bodyFor(own) }) };
}

const ENGAGEMENT = '(the engagement ID of the new referral)';

type ShownRequest = Omit<IHttpRequestOptions, 'body'> & { body?: unknown };

/** A request as it would be sent, without the token that n8n would sign it with. */
export function previewOf(request: ShownRequest): IDataObject {
	return { preview: true, ...shown(request) };
}

function shown({ method, baseURL = '', url, headers, body }: ShownRequest): IDataObject {
	return {
		method,
		url: `${baseURL.replace(/\/+$/, '')}${url}`,
		headers: headers as IDataObject,
		body: body as IDataObject,
	};
}

/** The preview of an item that has nothing to send. */
export function previewOfNothing({
	referral,
	effect,
}: Pick<Unchanged, 'referral' | 'effect'>): IDataObject {
	return { preview: true, id: referral.id, ...effect };
}
