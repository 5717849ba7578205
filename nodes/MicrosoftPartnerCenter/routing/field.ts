import { updateDisplayOptions } from 'n8n-workflow';
import type {
	IDisplayOptions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';

import { contextOf, readCollection, readParameter } from '../../shared/parameters/read';
import type { ParameterContext } from '../../shared/parameters/read';
import type { Reader } from '../../shared/values/reader';
import { planOf } from './requestPlan';
import type { RequestPlan } from './requestPlan';

/**
 * Reads parameters and puts their values into the request or its plan.
 *
 * @throws {ParameterError} if the request must not be sent
 */
export type PreSend = (
	context: ParameterContext,
	plan: RequestPlan,
	request: IHttpRequestOptions,
) => void;

/** A parameter of the node and what happens to its value. */
export interface Field {
	property: INodeProperties;
	/** Undefined if the preSend of another field reads the parameter. */
	preSend?: PreSend;
}

/**
 * These functions as one preSend function of n8n. The first error ends it.
 *
 * The error is recorded in the plan, not thrown: if a preSend function throws, the item on n8n's error
 * output has lost its input fields and its pairing.
 */
export function preSendAction(...preSends: PreSend[]): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const plan = planOf(request);
		try {
			for (const preSend of preSends) preSend(this, plan, request);
		} catch (error) {
			plan.error = error as Error;
		}
		Object.freeze(plan);
		return request;
	};
}

/** Runs the preSend functions of the fields that are shown, in the order of the fields. */
export const preSendOf =
	(fields: Field[]): PreSend =>
	(context, plan, request) => {
		for (const { property, preSend } of fields) {
			if (preSend && isShown(property, context)) preSend(context, plan, request);
		}
	};

/**
 * Whether a parameter is shown, given the values of the others. It supports only plain values, which is all
 * that the fields of one operation use; n8n's own function treats every expression as a match.
 */
function isShown({ displayOptions }: INodeProperties, context: ParameterContext): boolean {
	if (displayOptions === undefined) return true;
	const { show = {}, hide = {} } = displayOptions;
	const matches = ([name, values = []]: [string, unknown[]?]) =>
		values.includes(context.getNodeParameter(name));
	return Object.entries(show).every(matches) && !Object.entries(hide).some(matches);
}

/** The fields with these display conditions in addition to their own. */
export function shownWhere(displayOptions: IDisplayOptions, fields: Field[]): Field[] {
	return fields.map(({ property, ...field }) => ({
		...field,
		property: updateDisplayOptions(displayOptions, [property])[0],
	}));
}

/** The field as a required one. */
export function required({ property, ...field }: Field): Field {
	return { ...field, property: { ...property, required: true } };
}

/** A parameter whose value `use` receives after the reader has accepted it. */
export function reads<T>(
	property: INodeProperties,
	reader: Reader<T>,
	use: (value: T, plan: RequestPlan, request: IHttpRequestOptions) => void,
): Field {
	return {
		property,
		preSend(context, plan, request) {
			use(readParameter(context, property, reader), plan, request);
		},
	};
}

/** A collection; only the fields that the user added take effect. */
export function collection(
	property: Omit<INodeProperties, 'type' | 'default' | 'options'>,
	fields: Field[],
	...further: PreSend[]
): Field {
	return {
		property: {
			...property,
			type: 'collection',
			default: {},
			options: fields.map((field) => field.property),
		},
		preSend(context, plan, request) {
			const values = readCollection(context, property.name);
			const inside = contextOf(context, property.name, values);
			const added = fields.filter((field) => field.property.name in values);
			preSendOf(added)(inside, plan, request);
			for (const preSend of further) preSend(context, plan, request);
		},
	};
}
