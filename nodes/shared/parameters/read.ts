import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';

import { planOf } from '../../MicrosoftPartnerCenter/routing/requestPlan';
import type { Reader, Reading } from '../values/reader';

/** Where n8n runs a function of ours: anywhere that has the node's parameters. */
export interface ParameterContext {
	getNodeParameter(name: string, fallback?: unknown): unknown;
	getTimezone(): string;
}

/**
 * Looks at parameters, and puts what they say into the request or its plan.
 *
 * @throws {Refusal} when the request must not be sent
 */
export type Check = (context: ParameterContext, request: IHttpRequestOptions) => void;

/**
 * The preSend function of these checks, in their order, up to the first that refuses.
 *
 * The Refusal is recorded, not thrown on: what a preSend throws loses the input item's fields and its
 * pairing on n8n's error output.
 */
export function checked(...checks: Check[]): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		try {
			for (const check of checks) check(this, request);
		} catch (refusal) {
			planOf(request).refusal = refusal as Error;
		}
		return request;
	};
}

/** Reads the value of a parameter. */
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
