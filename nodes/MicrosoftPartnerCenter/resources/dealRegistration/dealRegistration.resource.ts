import type { Resource } from '../../routing/operation';
import { create } from './create.operation';
import { update } from './update.operation';

export const dealRegistration: Resource = {
	option: {
		name: 'Deal Registration',
		value: 'dealRegistration',
		description: 'A won deal that is registered for co-sell incentives',
	},
	operations: [create, update],
	first: create,
};
