import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../shared/values/json';
import { referralIdIn } from './resourceUri';

/** An event that Partner Center posts (Microsoft's page "Partner Center webhooks"). */
export interface Delivery {
	/** In lower case. */
	event: string;
	/** Undefined if the event is about something else, such as a test event, or if the ID can't be read. */
	referralId?: string;
	/** Identifies the delivery; the same if it is sent again. */
	key: string;
	/** The members of the body that the page documents, under the names used there. */
	members: IDataObject;
}

const MEMBERS = ['EventName', 'ResourceUri', 'ResourceName', 'AuditUri', 'ResourceChangeUtcDate'];

/** @returns undefined if the body is not an event of Partner Center */
export function deliveryIn(body: Buffer): Delivery | undefined {
	const posted = parsed(body);
	if (posted === undefined) return undefined;
	const members = membersOf(posted);
	const { EventName, ResourceUri } = members;
	if (typeof EventName !== 'string') return undefined;
	return {
		event: EventName.trim().toLowerCase(),
		referralId: typeof ResourceUri === 'string' ? referralIdIn(ResourceUri) : undefined,
		key: createHash('sha256').update(body).digest('base64'),
		members,
	};
}

/** Removes a byte order mark, too. */
function parsed(body: Buffer): IDataObject | undefined {
	try {
		const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
		return isJsonObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Serializers differ in the letter case of names. The documented name takes precedence. */
function membersOf(posted: IDataObject): IDataObject {
	const names = Object.keys(posted);
	return Object.fromEntries(
		MEMBERS.flatMap((name) => {
			const found =
				names.find((one) => one === name) ??
				names.find((one) => one.toLowerCase() === name.toLowerCase());
			return found === undefined ? [] : [[name, posted[found]]];
		}),
	);
}
