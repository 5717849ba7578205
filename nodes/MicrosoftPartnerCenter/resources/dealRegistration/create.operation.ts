import type { IDataObject } from 'n8n-workflow';

import type { Check } from '../../../shared/parameters/read';
import { someRows } from '../../../shared/values/rows';
import { guarded, patchReferral } from '../../fields/patchReferral';
import type { Operation } from '../../routing/operation';
import { addsTo } from '../../routing/pointerFields';
import { columnsOf, freeRows } from '../../routing/rows';
import { contractField, contractTerms, soldSolution, solutionId } from './registrationFields';

const REGISTRATIONS = '/registrations';

const solutions = [solutionId, ...soldSolution];

/** The only type that Microsoft's own connector has for a registration. */
const ofType: Check = (_context, request) => {
	const body = request.body as Record<string, IDataObject>;
	body[`${REGISTRATIONS}/-`] = { type: 'AzureIPCoSell', ...body[`${REGISTRATIONS}/-`] };
};

const solutionDetails = addsTo(
	REGISTRATIONS,
	'solutionDetails',
	someRows(columnsOf(solutions)),
	freeRows(
		{
			displayName: 'Solutions',
			name: 'solutionDetails',
			description:
				'The solutions that were sold. By expression it may also be a list from somewhere else, or JSON.',
		},
		'Solution',
		solutions,
	),
	ofType,
	guarded,
);

const contract = contractField(
	contractTerms.map(({ property, reader }) =>
		addsTo(REGISTRATIONS, `contract.${property.name}`, reader, property),
	),
);

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create deal registration',
		description: 'Register a won deal for co-sell incentives',
	},
	request: patchReferral,
	fields: [solutionDetails, contract],
};
