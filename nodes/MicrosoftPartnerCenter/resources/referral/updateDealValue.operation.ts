import { additionalFields } from '../../fields/additionalFields';
import { changedDetails } from '../../fields/details';
import { patchReferral } from '../../fields/patchReferral';
import type { Operation } from '../../routing/operation';

const { closingDateTime, currency, dealValue, notes } = changedDetails;

export const updateDealValue: Operation = {
	option: {
		name: 'Update Deal Value',
		value: 'updateDealValue',
		action: 'Update deal value of referral',
		description: 'Set what the deal is worth, and with it its currency, closing date or notes',
	},
	request: patchReferral,
	fields: [
		{ ...dealValue, property: { ...dealValue.property, required: true } },
		additionalFields([closingDateTime, currency, notes]),
	],
};
