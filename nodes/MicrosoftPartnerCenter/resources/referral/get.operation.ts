import { REFERRALS } from '../../../shared/api/address';
import { readOptions } from '../../fields/options';
import { outputFormat } from '../../fields/output';
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
		trailing: outputFormat,
		options: [readOptions],
	},
	fields: [],
};
