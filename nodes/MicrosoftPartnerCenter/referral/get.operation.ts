import type { Operation } from '../fields/operation';
import { readOptions } from '../fields/options';
import { REFERRALS } from '../fields/path';
import { referralId } from '../fields/referralId';
import { outputFields } from '../output/output';

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
