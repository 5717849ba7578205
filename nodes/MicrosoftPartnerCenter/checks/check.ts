import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';

import type { Reader, Reading } from '../values/reader';
import { planOf } from './plan';

/**
 * Makes a preSend function of a check. A check may change the request or its plan in place, or throw a
 * Refusal, after which the request's further checks are left out.
 *
 * The Refusal is recorded, not thrown on: what a preSend throws loses the input item's fields and its
 * pairing on n8n's error output.
 */
export function check(
	inspect: (this: IExecuteSingleFunctions, request: IHttpRequestOptions) => void,
): PreSendAction {
	return async function (request) {
		const plan = planOf(request);
		if (plan.refusal) return request;
		try {
			inspect.call(this, request);
		} catch (refusal) {
			plan.refusal = refusal as Error;
		}
		return request;
	};
}

/** Where n8n runs a function of ours: anywhere that has the node's parameters. */
export interface ParameterContext {
	getNodeParameter(name: string, fallback?: unknown): unknown;
	getTimezone(): string;
}

/** Reads a parameter of its own, not one that n8n's routing has put into the request. */
export function read<T>(
	context: ParameterContext,
	property: INodeProperties,
	reader: Reader<T>,
): T {
	return reader(context.getNodeParameter(property.name, ''), readingOf(context, property));
}

export function readingOf(context: ParameterContext, { displayName }: INodeProperties): Reading {
	return { parameter: displayName, timezone: context.getTimezone() };
}
