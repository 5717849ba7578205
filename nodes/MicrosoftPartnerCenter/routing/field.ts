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
import { addErrors } from '../../shared/values/readEach';
import { planOf } from './requestPlan';
import type { RequestPlan } from './requestPlan';

/**
 * Reads parameters and puts their values into the request or its plan.
 *
 * @throws {ParameterError | ParameterErrors} if the request must not be sent; the others run nevertheless
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
 * The preSend functions of these fields as one of n8n.
 *
 * Errors are recorded in the plan, not thrown: if a preSend function throws, the item on n8n's error output loses its
 * input fields and its pairing.
 *
 * @param complete completes the request, if all parameters are acceptable
 */
export function preSendAction(fields: Field[], complete?: PreSend): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const plan = planOf(request);
		preSendOf(fields)(this, plan, request);
		if (complete && plan.errors.length === 0) {
			recordErrors(complete)(this, plan, request);
		}
		Object.freeze(plan);
		return request;
	};
}

/** Runs the preSend functions of the fields that are shown, in the order of the fields, and records their errors. */
const preSendOf =
	(fields: Field[]): PreSend =>
	(context, plan, request) => {
		for (const { property, preSend } of fields) {
			if (preSend && isShown(property, context)) recordErrors(preSend)(context, plan, request);
		}
	};

const recordErrors =
	(preSend: PreSend): PreSend =>
	(context, plan, request) => {
		try {
			preSend(context, plan, request);
		} catch (error) {
			addErrors(plan.errors, error);
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

/** The field as a required one. n8n marks an empty number in the panel only if its field is one for texts. */
export function required({ property, ...field }: Field): Field {
	const asText: Partial<INodeProperties> =
		property.type === 'number' ? { type: 'string', default: '', typeOptions: undefined } : {};
	return { ...field, property: { ...property, ...asText, required: true } };
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

/** A collection; only the fields that the user added take effect. @param further run after them, even if one is rejected */
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
			for (const preSend of further) recordErrors(preSend)(context, plan, request);
		},
	};
}
