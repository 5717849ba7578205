import type { INodeProperties } from 'n8n-workflow';

import type { Check } from '../../../shared/parameters/read';
import { boolean } from '../../../shared/values/boolean';
import { Refusal } from '../../../shared/values/parameterError';
import { someRows } from '../../../shared/values/rows';
import { text } from '../../../shared/values/text';
import { changedDetails } from '../../fields/details';
import { guarded, patchReferral } from '../../fields/patchReferral';
import { contactPreference, person } from '../../fields/people';
import { solution } from '../../fields/solutions';
import { newStatus, statusReason } from '../../fields/status';
import type { Pointer } from '../../jsonPatch/patchDocument';
import { collection } from '../../routing/field';
import type { Field } from '../../routing/field';
import type { Operation } from '../../routing/operation';
import { addsRows, replaces } from '../../routing/pointerFields';
import { columnsOf, freeRows } from '../../routing/rows';
import type { Column } from '../../routing/rows';

const FROM_OUTSIDE =
	'By expression it may also be a list from somewhere else, or JSON; its fields must have the names that a raw referral shows.';

/** The rows are added to a list of the referral. */
const adds = (pointer: Pointer, kind: string, columns: Column[], field: Named) =>
	addsRows(
		pointer,
		someRows(columnsOf(columns)),
		freeRows(
			{ ...field, description: `They are added to those that are there. ${FROM_OUTSIDE}` },
			kind,
			columns,
		),
		guarded,
	);

/** The rows stand for a whole list of the referral. */
const replacesAll = (pointer: Pointer, kind: string, columns: Column[], field: Named) =>
	replaces(
		pointer,
		someRows(columnsOf(columns)),
		freeRows(
			{ ...field, description: `They take the place of all that are there. ${FROM_OUTSIDE}` },
			kind,
			columns,
		),
		guarded,
	);

type Named = Pick<INodeProperties, 'displayName' | 'name'>;

const CONTACTS = '/customerProfile/team';
const SOLUTIONS = '/details/requirements/solutions';
const TEAM = '/team';

const people = [...person, ...contactPreference];

/** The 18 paths of Microsoft's own connector (its operation "Update specific fields in a referral by Id"). */
const FIELDS: Field[] = [
	adds(CONTACTS, 'Contact', people, {
		displayName: 'Add Customer Contacts',
		name: 'addCustomerContacts',
	}),
	adds(SOLUTIONS, 'Solution', solution, { displayName: 'Add Solutions', name: 'addSolutions' }),
	adds(TEAM, 'Team Member', people, {
		displayName: 'Add Team Members',
		name: 'addTeamMembers',
	}),
	replaces('/campaignId', text, {
		displayName: 'Campaign ID',
		name: 'campaignId',
		type: 'string',
		default: '',
		description: 'The campaign that it came from',
	}),
	changedDetails.closingDateTime,
	changedDetails.currency,
	changedDetails.dealValue,
	replaces('/externalReferenceId', text, {
		displayName: 'External Reference ID',
		name: 'externalReferenceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. OPP-1001',
		description: 'The key of your CRM',
	}),
	newStatus,
	changedDetails.notes,
	replaces('/referralProgram', text, {
		displayName: 'Referral Program',
		name: 'referralProgram',
		type: 'string',
		default: '',
	}),
	replacesAll(CONTACTS, 'Contact', people, {
		displayName: 'Replace Customer Contacts',
		name: 'replaceCustomerContacts',
	}),
	replacesAll(SOLUTIONS, 'Solution', solution, {
		displayName: 'Replace Solutions',
		name: 'replaceSolutions',
	}),
	replacesAll(TEAM, 'Team Member', people, { displayName: 'Replace Team', name: 'replaceTeam' }),
	replaces('/salesStage', text, {
		displayName: 'Sales Stage',
		name: 'salesStage',
		type: 'string',
		default: '',
		placeholder: 'e.g. 40',
		description:
			'How far the sale is, as the percentage that Partner Center shows (10, 20, 40, 60, 80) or as the word that the API has for it (Qualify, Develop, Propose, Close)',
	}),
	replaces('/consent/consentToShareReferralWithMicrosoftSellers', boolean, {
		displayName: 'Share With Microsoft',
		name: 'shareWithMicrosoft',
		type: 'boolean',
		default: true,
		description:
			"Whether Microsoft's sellers may see it. Once they may, it can't be taken back in Partner Center.",
	}),
	statusReason,
];

/** The fields have put what was chosen into the body. */
const somethingChosen: Check = (_context, request) => {
	const chosen = Object.keys(request.body as object);
	if (chosen.length === 0) {
		throw new Refusal(
			'Update Fields',
			'"Update Fields" must have at least one field',
			'Add the fields that are to be changed. An expression for all of them at once is dropped by n8n: write one for each field.',
		);
	}
	const both = [CONTACTS, SOLUTIONS, TEAM].find(
		(list) => chosen.includes(list) && chosen.includes(`${list}/-`),
	);
	if (both !== undefined) {
		throw new Refusal(
			'Update Fields',
			`"Update Fields" must not both add to a list and replace it (${both})`,
			'Put all rows into the one that replaces the list.',
		);
	}
};

export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update referral',
		description: 'Change any number of fields of a lead or opportunity, all of them or none',
	},
	request: patchReferral,
	fields: [
		collection(
			{ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add Field' },
			FIELDS,
			somethingChosen,
		),
	],
};
