import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../MicrosoftPartnerCenter/routing/field';
import { planOf } from '../../MicrosoftPartnerCenter/routing/requestPlan';
import { raw, selected, simplified } from '../referral/outputFormats';
import type { Shape } from '../referral/outputFormats';
import { mustBe } from '../values/parameterError';
import { paths } from '../values/paths';
import { read } from './read';
import type { Check, ParameterContext } from './read';

/** Which shape each choice of "Output" stands for, given what "Fields" names. */
const CHOICES = new Map<unknown, (fields: () => string[]) => Shape>([
	['raw', () => raw],
	['selected', (fields) => selected(fields())],
	['simplified', () => simplified],
]);

/**
 * How the parameters say that referrals are to be given out.
 *
 * @throws {Refusal} when they don't
 */
export function chosenShape(context: ParameterContext): Shape {
	const choice = context.getNodeParameter(output.name);
	const shape = CHOICES.get(choice);
	if (shape === undefined) {
		throw mustBe(output.displayName, `one of ${[...CHOICES.keys()].join(', ')}`, choice);
	}
	return shape(() => read(context, fields, paths));
}

/** Read before the request is sent: a wrong choice must not come to light when the change is made. */
const chooseShape: Check = (context, request) => {
	planOf(request).shape = chosenShape(context);
};

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'simplified',
	description: 'How much of the referral to give out',
	options: [
		{
			name: 'Raw',
			value: 'raw',
			description: "The service's own JSON, whole",
		},
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'The fields you name, and always ID and eTag',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'The ten fields most workflows need, side by side',
		},
	],
};

const fields: INodeProperties = {
	displayName: 'Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. name, details.dealValue, customerProfile.address.country',
	displayOptions: { show: { output: ['selected'] } },
	description: 'The fields to give out, separated by commas, with dots between their levels',
};

/** The parameters of all operations that give out referrals. */
export const outputFields: Field[] = [
	{ property: output, check: chooseShape },
	{ property: fields },
];
