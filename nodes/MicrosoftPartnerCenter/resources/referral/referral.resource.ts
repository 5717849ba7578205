import type { Resource } from '../../routing/operation';
import { addTeamMember } from './addTeamMember.operation';
import { applyPatch } from './applyPatch.operation';
import { changeStatus } from './changeStatus.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';
import { updateDealValue } from './updateDealValue.operation';

export const referral: Resource = {
	option: {
		name: 'Referral',
		value: 'referral',
		description: 'A lead or co-sell opportunity',
	},
	operations: [
		addTeamMember,
		applyPatch,
		changeStatus,
		create,
		get,
		getAll,
		update,
		updateDealValue,
	],
	first: updateDealValue,
};
