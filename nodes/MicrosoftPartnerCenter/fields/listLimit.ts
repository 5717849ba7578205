import type { INodeProperties } from 'n8n-workflow';

import { readParameter } from '../../shared/parameters/read';
import { boolean } from '../../shared/values/boolean';
import { wholeNumber } from '../../shared/values/wholeNumber';
import type { Field } from '../routing/field';

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
};

/**
 * How many referrals of a list to return. It also reads the limit, whose own field is hidden if the toggle is an
 * expression.
 */
export const listLimit: Field[] = [
	{
		property: returnAll,
		preSend(context, plan) {
			plan.listing = { limit: Infinity };
			if (readParameter(context, returnAll, boolean)) return;
			plan.listing.limit = readParameter(context, limit, wholeNumber(1));
		},
	},
	{ property: limit },
];
