import type { IDataObject } from 'n8n-workflow';

import type { Check } from '../checks/check';
import type { Operation } from '../fields/operation';
import { guarded, patchReferral } from '../fields/patchReferral';
import { addsTo } from '../fields/pointed';
import { contractField, contractTerms, soldSolution, solutionId } from '../fields/registration';
import { columnsOf, freeRows } from '../fields/rows';
import { someRows } from '../values/rows';

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
