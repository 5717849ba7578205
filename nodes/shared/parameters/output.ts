import type { INodeProperties } from 'n8n-workflow';

import { raw, selected, simplified } from '../referral/outputFormats';
import type { OutputFormat } from '../referral/outputFormats';
import { choice } from '../values/choice';
import { paths } from '../values/paths';
import { readParameter } from './read';
import type { ParameterContext } from './read';

/** The format for each choice of "Output", given the paths in "Fields". */
const FORMATS = {
	raw: () => raw,
	selected: (fields: () => string[]) => selected(fields()),
	simplified: () => simplified,
} satisfies Record<string, (fields: () => string[]) => OutputFormat>;

/**
 * The output format that the parameters select.
 *
 * @throws {ParameterError} if they don't select one
 */
export function chosenFormat(context: ParameterContext): OutputFormat {
	const chosen = readParameter(context, output, formatName);
	return FORMATS[chosen](() => readParameter(context, outputFields, paths));
}

const formatName = choice({ raw: 'Raw', selected: 'Selected Fields', simplified: 'Simplified' });

export const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'simplified',
	description: 'How much of the referral to output',
	options: [
		{
			name: 'Raw',
			value: 'raw',
			description: "The service's JSON, unchanged",
		},
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'The fields that you enter, plus ID and eTag',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'The fields that most workflows need, without nesting',
		},
	],
};

/** Shown only if "Output" is "Selected Fields". */
export const outputFields: INodeProperties = {
	displayName: 'Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. name, details.dealValue',
	displayOptions: { show: { output: ['selected'] } },
	description: 'The fields to output, separated by commas, with dots between their levels',
};

/** The parameters of a node that outputs referrals. */
export const outputProperties: INodeProperties[] = [output, outputFields];
