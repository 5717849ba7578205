import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../shared/values/json';
import { referralIdIn } from './resourceUri';

/** An event that Partner Center posts (Microsoft's page "Partner Center webhooks"). */
export interface Delivery {
	event: string;
	/** The referral's ID; undefined if the event is about something else, such as a test event. */
	referralId?: string;
	/** Identifies the delivery; the same if it is sent again. */
	key: string;
	/** The members of the body that the page documents. */
	members: IDataObject;
}

const MEMBERS = ['EventName', 'ResourceUri', 'ResourceName', 'AuditUri', 'ResourceChangeUtcDate'];

/** @returns undefined if the body is not an event of Partner Center */
export function deliveryIn(body: string): Delivery | undefined {
	const posted = parsed(body);
	if (posted === undefined) return undefined;
	const { EventName, ResourceUri } = posted;
	if (typeof EventName !== 'string' || typeof ResourceUri !== 'string') return undefined;
	return {
		event: EventName,
		referralId: referralIdIn(ResourceUri),
		key: createHash('sha256').update(body).digest('base64'),
		members: Object.fromEntries(
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
