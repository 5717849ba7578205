import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../shared/values/json';
import { referralId } from '../shared/values/referralId';

/** What Partner Center posts (Microsoft's page "Partner Center webhooks"): that something has happened, and to what. */
export interface Delivery {
	event: string;
	/** The referral's ID; none where it is about something else, such as the event of a test. */
	referralId?: string;
	/** The same delivery, sent again, has the same key. */
	key: string;
	/** What came, as far as the page documents it. */
	given: IDataObject;
}

const MEMBERS = ['EventName', 'ResourceUri', 'ResourceName', 'AuditUri', 'ResourceChangeUtcDate'];

/** @returns nothing where the body is none of Partner Center's */
export function deliveryIn(body: string): Delivery | undefined {
	const posted = parsed(body);
	if (posted === undefined) return undefined;
	const { EventName, ResourceUri } = posted;
	if (typeof EventName !== 'string' || typeof ResourceUri !== 'string') return undefined;
	return {
		event: EventName,
		referralId: idIn(ResourceUri),
		key: createHash('sha256').update(body).digest('base64'),
		given: Object.fromEntries(
			MEMBERS.filter((name) => name in posted).map((name) => [name, posted[name] as string]),
		),
	};
}

function parsed(body: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(body);
		return isJsonObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Of the address only its last segment is used: its host varies, and is not ours to call. */
function idIn(resourceUri: string): string | undefined {
	try {
		return referralId(resourceUri, { parameter: '', timezone: 'UTC' });
	} catch {
		return undefined;
	}
}
