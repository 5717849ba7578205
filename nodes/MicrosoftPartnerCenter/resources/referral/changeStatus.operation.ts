import { additionalFields } from '../../fields/additionalFields';
import { changedDetails } from '../../fields/details';
import { patchReferral } from '../../fields/patchReferral';
import { newStatus, statusReason } from '../../fields/status';
import type { Operation } from '../../routing/operation';

export const changeStatus: Operation = {
	option: {
		name: 'Change Status',
		value: 'changeStatus',
		action: 'Change status of referral',
		description: 'Accept, decline, win or lose a lead or opportunity',
	},
	request: patchReferral,
	fields: [newStatus, additionalFields([changedDetails.notes, statusReason])],
};
