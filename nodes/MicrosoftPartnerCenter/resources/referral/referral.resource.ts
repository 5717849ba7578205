import type { Resource } from '../../routing/operation';
import { addTeamMember } from './addTeamMember.operation';
import { applyPatch } from './applyPatch.operation';
import { changeStatus } from './changeStatus.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { shareWithMicrosoft } from './shareWithMicrosoft.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';
import { updateDealValue } from './updateDealValue.operation';

/** What "Fields" of Create or Update offers, for n8n's resource mapper. */
export { getReferralColumns } from './upsert.operation';

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
		upsert,
		get,
		getAll,
		shareWithMicrosoft,
		update,
		updateDealValue,
	],
	first: get,
};
