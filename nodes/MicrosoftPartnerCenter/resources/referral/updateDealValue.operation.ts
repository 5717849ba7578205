import { additionalFields } from '../../fields/additionalFields';
import { updateReferral } from '../../fields/patchReferral';
import { updated } from '../../fields/referralFields';
import { required } from '../../routing/field';
import type { Operation } from '../../routing/operation';

export const updateDealValue: Operation = {
	option: {
		name: 'Update Deal Value',
		value: 'updateDealValue',
		action: 'Update deal value of referral',
		description:
			'Set the deal value and, if you like, the currency, the closing date and the notes',
	},
	request: updateReferral,
	fields: [
		required(updated('dealValue')),
		additionalFields([updated('closingDateTime'), updated('currency'), updated('notes')]),
	],
};
