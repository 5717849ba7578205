import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** Identifies a request in all of its attempts. A GUID. */
export const newRequestId: () => string = randomUUID;

/**
 * The headers that identify one attempt of a request (Microsoft's page "Partner Center REST headers"):
 * MS-RequestId is the same for all attempts of a request, and MS-CorrelationId is new for each of them.
 */
export function idHeaders(requestId: string): IDataObject {
	return { 'MS-RequestId': requestId, 'MS-CorrelationId': randomUUID() };
}
