import type { JsonObject } from '../../../shared/values/reader';
import { someRows } from '../../../shared/values/rows';
import { needsPrecondition, patchReferral } from '../../fields/patchReferral';
import type { Operation } from '../../routing/operation';
import { addsTo } from '../../routing/pointerFields';
import type { RequestPlan } from '../../routing/requestPlan';
import { freeRows } from '../../routing/rows';
import { checkRegistration } from './registrationRules';
import { idOfCreated } from './registrationId';
import {
	contractField,
	contractTerms,
	REGISTRATIONS,
	SOLUTION,
	soldSolutionColumns,
	solutionId,
} from './registrationFields';

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create deal registration',
		description: 'Register a won deal for co-sell incentives',
	},
	request: patchReferral,
	fields: [
		...freeRows(
			{
				displayName: 'Solutions',
				name: 'solutionDetails',
				description: 'The solutions that were sold',
			},
			SOLUTION,
			[solutionId, ...soldSolutionColumns],
			(property) =>
				addsTo(
					REGISTRATIONS,
					'solutionDetails',
					someRows({
						row: SOLUTION,
						columns: [solutionId, ...soldSolutionColumns],
					}),
					property,
					(_context, plan) => setType(plan),
					(_context, plan) => outputId(plan),
					needsPrecondition,
				),
		),
		contractField(
			contractTerms.map(({ property, reader }) =>
				addsTo(REGISTRATIONS, `contract.${property.name}`, reader, property),
			),
			(_context, plan) => checkNew(plan.patch.rowOf(REGISTRATIONS)),
		),
	],
};

/** The only type of registration in Microsoft's own connector. */
function setType({ patch }: RequestPlan): void {
	patch.rowOf(REGISTRATIONS).type = 'AzureIPCoSell';
}

function outputId(plan: RequestPlan): void {
	const row = plan.patch.rowOf(REGISTRATIONS);
	plan.describeChange = (before, after) => idOfCreated(row, before, after);
}

function checkNew(row: JsonObject): void {
	const contract = (row.contract ?? {}) as JsonObject;
	const solutions = (row.solutionDetails ?? []) as JsonObject[];
	checkRegistration(
		contract,
		contract,
		solutions.map((cells, index) => ({ solution: cells, row: { number: index + 1, cells } })),
	);
}
