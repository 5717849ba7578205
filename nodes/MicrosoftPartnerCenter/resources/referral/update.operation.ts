import type { INodeProperties } from 'n8n-workflow';

import type { ParameterContext } from '../../../shared/parameters/read';
import { mustNotBeEmpty, ParameterError } from '../../../shared/values/parameterError';
import { someRows } from '../../../shared/values/rows';
import { needsPrecondition, skipExistingRows, updateReferral } from '../../fields/patchReferral';
import { updated } from '../../fields/referralFields';
import { REFERRAL_LISTS } from '../../fields/referralLists';
import type { ReferralList } from '../../fields/referralLists';
import { newStatus } from '../../fields/status';
import { collection } from '../../routing/field';
import type { Field } from '../../routing/field';
import type { Operation } from '../../routing/operation';
import { appendsRows, replaces } from '../../routing/pointerFields';
import type { RequestPlan } from '../../routing/requestPlan';
import { freeRows } from '../../routing/rows';

export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update referral',
		description: 'Change any number of fields of a lead or opportunity in one request',
	},
	request: updateReferral,
	fields: [
		collection(
			{ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add Field' },
			// The 18 paths of Microsoft's own connector (its operation "Update specific fields in a referral by Id").
			[
				...adds(REFERRAL_LISTS.customerContacts, {
					displayName: 'Add Customer Contacts',
					name: 'addCustomerContacts',
				}),
				...adds(REFERRAL_LISTS.solutions, { displayName: 'Add Solutions', name: 'addSolutions' }),
				...adds(REFERRAL_LISTS.team, { displayName: 'Add Team Members', name: 'addTeamMembers' }),
				updated('campaignId'),
				updated('closingDateTime'),
				updated('currency'),
				updated('dealValue'),
				updated('externalReferenceId'),
				newStatus,
				updated('notes'),
				updated('referralProgram'),
				...replacesAll(REFERRAL_LISTS.customerContacts, {
					displayName: 'Replace Customer Contacts',
					name: 'replaceCustomerContacts',
				}),
				...replacesAll(REFERRAL_LISTS.solutions, {
					displayName: 'Replace Solutions',
					name: 'replaceSolutions',
				}),
				...replacesAll(REFERRAL_LISTS.team, { displayName: 'Replace Team', name: 'replaceTeam' }),
				updated('salesStage'),
				updated('shareWithMicrosoft'),
				updated('statusReason'),
			],
			requireChanges,
		),
	],
};

type Labels = Pick<INodeProperties, 'displayName' | 'name'>;

/** The rows are added to a list of the referral. */
function adds({ pointer, row, columns }: ReferralList, labels: Labels): Field[] {
	const description =
		'The rows are added to the list. Rows that the list already has are skipped: people by email, solutions by ID.';
	return freeRows({ ...labels, description }, row, columns, (property) =>
		appendsRows(pointer, someRows({ row, columns }), property, needsPrecondition, skipExistingRows),
	);
}

/** The rows replace a whole list of the referral. */
function replacesAll({ pointer, row, columns }: ReferralList, labels: Labels): Field[] {
	const description = 'The rows replace the whole list';
	return freeRows({ ...labels, description }, row, columns, (property) =>
		replaces(pointer, someRows({ row, columns }), property, needsPrecondition),
	);
}

function requireChanges(_context: ParameterContext, { patch }: RequestPlan): void {
	const { paths, isIncomplete } = patch;
	if (paths.length === 0 && !isIncomplete) {
		throw mustNotBeEmpty(
			'Update Fields',
			'Add the fields to change. If they come from expressions, write one for each field: n8n ignores an expression for the whole group.',
		);
	}
	const conflicting = Object.values(REFERRAL_LISTS).find(
		({ pointer }) => paths.includes(pointer) && paths.includes(`${pointer}/-`),
	);
	if (conflicting !== undefined) {
		throw new ParameterError(
			'Update Fields',
			`"Update Fields" must not both add rows to the list "${conflicting.displayName}" and replace it`,
			'Put all rows into the field that replaces the list.',
		);
	}
}
