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
		description: 'Set what the deal is worth, and with it its currency, closing date or notes',
	},
	request: updateReferral,
	fields: [
		required(updated('dealValue')),
		additionalFields([updated('closingDateTime'), updated('currency'), updated('notes')]),
	],
};
