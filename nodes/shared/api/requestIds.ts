import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';

/** The IDs of a request (Microsoft's page "Partner Center REST headers"). Both are GUIDs. */
export interface RequestIds {
	/** MS-RequestId: the same for all attempts of one request. */
	requestId: string;
	/** MS-CorrelationId: the same for all requests of an execution. */
	correlationId: string;
}

export const newRequestId: () => string = randomUUID;

/** The headers that carry the IDs. */
export function headersOf({ requestId, correlationId }: RequestIds): IDataObject {
	return { 'MS-RequestId': requestId, 'MS-CorrelationId': correlationId };
}

const correlationIds = new WeakMap<AbortSignal, string>();

/** All nodes of an execution share the signal that stops it. */
export function correlationIdOf(context: IExecutePaginationFunctions): string {
	const signal = context.getExecutionCancelSignal();
	if (signal === undefined) return randomUUID();
	let id = correlationIds.get(signal);
	if (id === undefined) correlationIds.set(signal, (id = randomUUID()));
	return id;
}
