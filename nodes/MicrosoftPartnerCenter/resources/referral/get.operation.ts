import { outputFields } from '../../../shared/parameters/output';
import { readOptions } from '../../fields/options';
import { REFERRALS } from '../../fields/path';
import { referralId } from '../../fields/referralId';
import type { Operation } from '../../routing/operation';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get referral',
		description: 'Read a lead or opportunity',
	},
	request: {
		name: 'read',
		routing: { request: { method: 'GET', url: REFERRALS } },
		leading: [referralId],
		trailing: outputFields,
		options: [readOptions],
	},
	fields: [],
};
