import { updateDisplayOptions } from 'n8n-workflow';
import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Check, ParameterContext } from '../../shared/parameters/read';

/** A parameter of the node, and what becomes of its value. */
export interface Field {
	property: INodeProperties;
	/** None where another field's check reads it. */
	check?: Check;
}

/** Checks the fields in their order, those that are shown. */
export const checkAll =
	(fields: Field[]): Check =>
	(context, request) => {
		for (const { property, check } of fields) {
			if (check && isShown(property, context)) check(context, request);
		}
	};

/**
 * Whether a parameter is shown, given the values of those beside it. It knows plain values only, by which the
 * fields of one operation show each other; n8n's own function takes every expression for a match.
 */
function isShown({ displayOptions }: INodeProperties, context: ParameterContext): boolean {
	if (displayOptions === undefined) return true;
	const { show = {}, hide = {} } = displayOptions;
	const has = ([name, values = []]: [string, unknown[]?]) =>
		values.includes(context.getNodeParameter(name));
	return Object.entries(show).every(has) && !Object.entries(hide).some(has);
}

/** The fields, shown and checked only where these options say so too. */
export function shownWhere(displayOptions: IDisplayOptions, fields: Field[]): Field[] {
	return fields.map(({ property, ...field }) => ({
		...field,
		property: updateDisplayOptions(displayOptions, [property])[0],
	}));
}

/** A collection of fields, which count where they have been chosen. */
export function collection(
	property: Omit<INodeProperties, 'type' | 'default' | 'options'>,
	fields: Field[],
	...further: Check[]
): Field {
	return {
		property: {
			...property,
			type: 'collection',
			default: {},
			options: fields.map((field) => field.property),
		},
		check(context, request) {
			const chosen = context.getNodeParameter(property.name, {}) as IDataObject;
			// What an expression gave for a chosen field stays as it is: nothing is no reason for a default.
			const inside: ParameterContext = {
				getNodeParameter: (name) => chosen[name],
				getTimezone: () => context.getTimezone(),
			};
			checkAll(fields.filter((field) => field.property.name in chosen))(inside, request);
			for (const check of further) check(context, request);
		},
	};
}
