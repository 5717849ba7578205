import type { IDataObject } from 'n8n-workflow';

import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { ReferralFields, SimulatorOptions } from '../../../../../simulator/simulator.mts';

/** The current test's simulator, without referrals, and a node that is connected to it. */
export let partnerCenter: PartnerCenter;

export async function startPartnerCenter(lists?: SimulatorOptions['lists']): Promise<void> {
	partnerCenter = await PartnerCenter.start({ referrals: [], lists });
}

export const getAll = (parameters: object = {}, items: IDataObject[] = [{}], node = {}) =>
	partnerCenter.run({ operation: 'getAll', ...parameters }, { items, node });

/** Adds the given number of referrals, each created and updated an hour after the one before. @returns their IDs */
export function referrals(
	count: number,
	fields: (index: number) => Partial<ReferralFields> = () => ({}),
) {
	return Array.from({ length: count }, (_, index) => {
		const moment = new Date(Date.UTC(2026, 0, 1, index)).toISOString();
		return partnerCenter.referral({
			id: `referral-${index}`,
			createdDateTime: moment,
			updatedDateTime: moment,
			...fields(index),
		});
	});
}

export const ids = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json.id);
export const queries = () => partnerCenter.simulator.requests.map(({ query }) => query);
