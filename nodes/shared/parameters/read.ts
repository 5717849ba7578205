import type { INodeProperties } from 'n8n-workflow';

import type { Reader, ValueSource } from '../values/reader';

/** Any of n8n's contexts that contain the node's parameters. */
export interface ParameterContext {
	getNodeParameter(name: string, fallback?: unknown): unknown;
	getTimezone(): string;
}

/** The value of a parameter. @throws {ParameterError} if the reader rejects it */
export function readParameter<T>(
	context: ParameterContext,
	property: INodeProperties,
	reader: Reader<T>,
): T {
	return reader(context.getNodeParameter(property.name, ''), sourceOf(context, property));
}

export function sourceOf(context: ParameterContext, { displayName }: INodeProperties): ValueSource {
	return { parameter: displayName, timezone: context.getTimezone() };
}
