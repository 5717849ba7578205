import type { Given } from '../../../givenValues/given.mts';
import type { Kind } from '../../../givenValues/kind.mts';
import { amount, currency, dateTime, text } from '../../../givenValues/values.mts';

/** A parameter: what a person sees it called, and what it may be given. */
export type Parameter = [displayName: string, kind: Kind];

export const kindsOf = (parameters: Record<string, Parameter>) =>
	Object.fromEntries(Object.entries(parameters).map(([name, [, kind]]) => [name, kind]));

/** The display names of the parameters that hold something that does not suit them. */
export const wrongIn = (values: Record<string, Given>, parameters: Record<string, Parameter>) =>
	Object.keys(values)
		.filter((name) => !values[name].suits)
		.map((name) => parameters[name][0]);

export const DETAIL_FIELDS: Record<string, Parameter> = {
	closingDateTime: ['Closing Date', dateTime],
	currency: ['Currency', currency],
	dealValue: ['Deal Value', amount],
	notes: ['Notes', text],
};
