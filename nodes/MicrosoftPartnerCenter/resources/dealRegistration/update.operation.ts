import type { ParameterContext } from '../../../shared/parameters/read';
import { ParameterError } from '../../../shared/values/parameterError';
import { code, textUnlessEmpty } from '../../../shared/values/text';
import { patchReferral } from '../../fields/patchReferral';
import { reads } from '../../routing/field';
import type { Operation } from '../../routing/operation';
import { replaces, writes } from '../../routing/pointerFields';
import type { RequestPlan } from '../../routing/requestPlan';
import { freeRows } from '../../routing/rows';
import { resolveRegistration, solutionChanges, solutionChangeColumns } from './registrationChanges';
import { checkChange, checkWrittenDates } from './registrationCheck';
import { idOfUpdated } from './registrationId';
import { contractField, contractTerms, SOLUTION } from './registrationFields';

export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update deal registration',
		description: 'Change the contract or the solutions of a deal registration',
	},
	request: patchReferral,
	fields: [
		reads(
			{
				displayName: 'Registration ID',
				name: 'registrationId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 6f1c2d3e-…',
				description:
					'The ID of the registration to change. Create outputs it as "registrationId". Leave it empty if the referral has only one.',
			},
			code(textUnlessEmpty),
			(id, plan) => {
				plan.resolve = (document, referral) => resolveRegistration(document, referral, id);
				plan.validate = (document, resolved, referral) => {
					checkChange(document, resolved, referral, id);
				};
				plan.describeChange = (before, after) => idOfUpdated(id, before, after);
			},
		),
		...freeRows(
			{
				displayName: 'Solutions',
				name: 'solutionDetails',
				description:
					'The changes of the solutions that were sold. If there are several, each row needs the ID of its solution.',
			},
			SOLUTION,
			solutionChangeColumns,
			(property) => writes(solutionChanges, property),
		),
		contractField(
			// The currency stays as it was registered: Microsoft's own connector can't change it, either.
			contractTerms
				.filter(({ property }) => property.name !== 'currency')
				.map(({ property, reader }) => replaces(`/contract/${property.name}`, reader, property)),
			requireChanges,
			(_context, { patch }) => checkWrittenDates(patch.toDocument()),
		),
	],
};

function requireChanges(_context: ParameterContext, { patch }: RequestPlan): void {
	if (patch.paths.length > 0 || patch.isIncomplete) return;
	throw new ParameterError(
		'Contract',
		'"Contract" and "Solutions" are empty',
		'Add the fields to change. If they come from expressions, write one for each field: n8n ignores an expression for the whole group.',
	);
}
