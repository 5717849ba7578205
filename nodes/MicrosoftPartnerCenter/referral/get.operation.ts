import type { Operation } from '../fields/operation';
import { readOptions } from '../fields/options';
import { REFERRALS } from '../fields/path';
import { addressReferral, referralId } from '../fields/referralId';
import { outputProperties } from '../output/output';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get referral',
		description: 'Read a lead or opportunity',
	},
	request: {
		name: 'read',
		routing: {
			request: { method: 'GET', url: REFERRALS },
			send: { preSend: [addressReferral] },
		},
		leading: [referralId],
		trailing: outputProperties,
		options: [readOptions],
	},
	fields: [],
};
