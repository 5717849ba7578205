import type { Resource } from '../../routing/operation';
import { create } from './create.operation';
import { update } from './update.operation';

export const dealRegistration: Resource = {
	option: {
		name: 'Deal Registration',
		value: 'dealRegistration',
		description: 'What is registered of a won deal, for co-sell incentives',
	},
	operations: [create, update],
	first: create,
};
