import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isJsonObject } from '../values/json';
import type { Reader, ValueSource } from '../values/reader';
import { isEmpty, LEFT_EMPTY, withoutLeftEmpty } from './leftEmpty';

/** Any of n8n's contexts that contain the node's parameters. */
export interface ParameterContext {
	/** @param options with `rawExpressions`, n8n returns the parameter as it is stored, and evaluates nothing */
	getNodeParameter(
		name: string,
		fallback?: unknown,
		options?: { rawExpressions?: boolean },
	): unknown;
	getTimezone(): string;
}

/** The value of a parameter. @throws {ParameterError} if the reader rejects it */
export function readParameter<T>(
	context: ParameterContext,
	property: INodeProperties,
	reader: Reader<T>,
): T {
	return reader(valueOf(context, property), sourceOf(context, property));
}

/** The fields of a collection that the user added, and that an AI model didn't leave empty. */
export function readCollection(context: ParameterContext, name: string): IDataObject {
	const kept = keptOf(context, name, context.getNodeParameter(name, {}));
	return (kept === LEFT_EMPTY ? {} : kept) as IDataObject;
}

export function sourceOf(context: ParameterContext, property: INodeProperties): ValueSource {
	return {
		parameter: property.displayName,
		timezone: context.getTimezone(),
		expression: () => expressionIn(rawOf(context, property.name, '')),
		sibling: (name) => context.getNodeParameter(name, ''),
	};
}

/** An AI model may leave a parameter empty, unless it is required. */
function valueOf(context: ParameterContext, { name, required, ...property }: INodeProperties) {
	const value = context.getNodeParameter(name, '');
	if (required) return value;
	const kept = keptOf(context, name, value);
	return kept === LEFT_EMPTY ? property.default : kept;
}

/** A parameter's value without what an AI model left empty. Its stored form is read only if something may be empty. */
function keptOf(context: ParameterContext, name: string, value: unknown): unknown {
	const isFilledIn = !isEmpty(value) && typeof value !== 'object';
	return isFilledIn ? value : withoutLeftEmpty(value, rawOf(context, name, ''));
}

/** The fields of a collection as parameters of their own. @param values what `readCollection` returned */
export function contextOf(
	context: ParameterContext,
	collection: string,
	values: IDataObject,
): ParameterContext {
	const stored = () => {
		const raw = rawOf(context, collection, {});
		return isJsonObject(raw) ? raw : {};
	};
	return {
		// A value is passed on as it is: an expression that yields undefined must not become a default.
		getNodeParameter: (name, _fallback, options) =>
			(options?.rawExpressions ? stored() : values)[name],
		getTimezone: () => context.getTimezone(),
	};
}

function rawOf(context: ParameterContext, name: string, fallback: unknown): unknown {
	return context.getNodeParameter(name, fallback, { rawExpressions: true });
}

/** The JavaScript of a parameter that is one expression. */
function expressionIn(raw: unknown): string | undefined {
	const code =
		typeof raw === 'string' ? /^=\s*\{\{([^]*)\}\}\s*$/.exec(raw)?.[1].trim() : undefined;
	return code === undefined || /\{\{|\}\}/.test(code) ? undefined : code;
}
