import type { IDataObject, INode } from 'n8n-workflow';

import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';

/** The current test's simulator, without referrals, and a node that is connected to it. */
export let partnerCenter: PartnerCenter;

export async function startPartnerCenter(): Promise<void> {
	partnerCenter = await PartnerCenter.start({ referrals: [] });
}

export const create = (
	parameters: object,
	items: IDataObject[] = [{}],
	node: Partial<INode> = {},
) => partnerCenter.run({ operation: 'create', ...parameters }, { items, node });

export const bodies = () => partnerCenter.simulator.requests.map(({ body }) => body);

/** A private deal with the least that it needs. */
export const LEAST = {
	name: 'Contoso moves to Azure',
	customerName: 'Contoso',
	country: 'us',
	solutions: { solution: [{ id: 'SOL-1', name: 'Kit' }] },
};

/** A new referral as JSON. */
export const BODY = {
	name: 'Contoso moves to Azure',
	type: 'Independent',
	customerProfile: { name: 'Contoso', address: { country: 'US' } },
	consent: { consentToShareReferralWithMicrosoftSellers: false },
	details: { requirements: { solutions: [{ id: 'SOL-1' }] }, customerAction: 'Call' },
};
