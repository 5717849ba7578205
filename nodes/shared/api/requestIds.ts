import { randomUUID } from 'node:crypto';
import type { IExecutePaginationFunctions } from 'n8n-workflow';

/**
 * One id for all tries of one request and one for all requests of an execution (Microsoft's page
 * "Partner Center REST headers", MS-RequestId and MS-CorrelationId). Both are GUIDs.
 */
export const newRequestId: () => string = randomUUID;

const correlationIds = new WeakMap<AbortSignal, string>();

/** All nodes of an execution share the signal that stops it. */
export function correlationIdOf(context: IExecutePaginationFunctions): string {
	const signal = context.getExecutionCancelSignal();
	if (signal === undefined) return randomUUID();
	let id = correlationIds.get(signal);
	if (id === undefined) correlationIds.set(signal, (id = randomUUID()));
	return id;
}
