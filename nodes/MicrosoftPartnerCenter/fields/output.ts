import { chosenFormat, output, outputFields } from '../../shared/parameters/output';
import type { Field } from '../routing/field';

/** The parameters of all operations that output referrals. A wrong choice is found before anything is sent. */
export const outputFormat: Field[] = [
	{
		property: output,
		preSend(context, plan) {
			plan.outputFormat = chosenFormat(context);
		},
	},
	{ property: outputFields },
];
