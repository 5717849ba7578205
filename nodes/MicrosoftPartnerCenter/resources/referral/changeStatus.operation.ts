import { additionalFields } from '../../fields/additionalFields';
import { updateReferral } from '../../fields/patchReferral';
import { updated } from '../../fields/referralFields';
import { newStatus } from '../../fields/status';
import type { Operation } from '../../routing/operation';

export const changeStatus: Operation = {
	option: {
		name: 'Change Status',
		value: 'changeStatus',
		action: 'Change status of referral',
		description: 'Accept or decline a lead or opportunity, or mark it as won or lost',
	},
	request: updateReferral,
	fields: [newStatus, additionalFields([updated('notes'), updated('statusReason')])],
};
