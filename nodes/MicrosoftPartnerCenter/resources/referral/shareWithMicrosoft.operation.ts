import type { IDataObject } from 'n8n-workflow';

import { REFERRALS } from '../../../shared/api/address';
import { optionalText } from '../../../shared/values/text';
import { writeOptions } from '../../fields/options';
import { outputFormat } from '../../fields/output';
import { created, REFERRAL_FIELDS } from '../../fields/referralFields';
import { referralId } from '../../fields/referralId';
import type { Operation } from '../../routing/operation';
import { creates } from '../../routing/pointerFields';
import { sharing } from './newReferral/sharing';

const { inviteNotes } = REFERRAL_FIELDS;

export const shareWithMicrosoft: Operation = {
	option: {
		name: 'Share With Microsoft',
		value: 'shareWithMicrosoft',
		action: 'Share referral with Microsoft',
		description:
			"Ask Microsoft to help with an existing lead or opportunity. Microsoft's sellers then see it, which can't be undone. Nothing is sent if the deal is shared already.",
	},
	request: {
		name: 'share',
		// It reads the referral; whether something is sent follows from it, see run/creation/share.ts.
		routing: { request: { method: 'GET', url: REFERRALS } },
		leading: [referralId],
		trailing: outputFormat,
		options: [writeOptions],
		complete(_context, plan) {
			plan.sharing = sharing(plan.body.inviteContext as IDataObject);
		},
	},
	fields: [
		created('assistanceRequestCode'),
		creates(inviteNotes.pointer, optionalText, inviteNotes.property),
	],
};
