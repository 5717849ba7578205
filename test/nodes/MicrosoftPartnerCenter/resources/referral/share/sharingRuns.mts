import type { IDataObject, INode } from 'n8n-workflow';

import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { ReferralFields } from '../../../../../simulator/simulator.mts';

/** The current test's simulator, without referrals, and a node that is connected to it. */
export let partnerCenter: PartnerCenter;

/** What the current test has created. */
export let createdReferrals: Array<{ id: string }> = [];

export async function startPartnerCenter(): Promise<void> {
	const ids = new Set<string>();
	createdReferrals = [];
	partnerCenter = await PartnerCenter.start({
		referrals: [],
		onWrite: (_request, id) => {
			if (!ids.has(id)) createdReferrals.push({ id });
			ids.add(id);
		},
	});
}

/** A co-sell deal with the least that it needs. */
export const CO_SELL = {
	name: 'Contoso moves to Azure',
	dealType: 'coSell',
	customerName: 'Contoso',
	country: 'US',
	consentToShare: true,
	solutions: { solution: [{ id: 'SOL-1' }, { id: 'SOL-2' }] },
	customerContacts: { contact: [{ email: 'ravi@contoso.com' }] },
};

export const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

export const create = (
	parameters: object = CO_SELL,
	node: Partial<INode> = {},
	items: IDataObject[] = [{}],
) => partnerCenter.run({ operation: 'create', ...parameters }, { items, node });

export const share = (
	parameters: object = {},
	node: Partial<INode> = {},
	items: IDataObject[] = [{}],
) => partnerCenter.run({ operation: 'shareWithMicrosoft', ...parameters }, { items, node });

/** Puts a referral into place that isn't shared yet. @returns its ID */
export const own = (fields: Partial<ReferralFields> = {}) =>
	partnerCenter.referral({
		name: 'Contoso moves to Azure',
		engagementId: 'engagement-1',
		externalReferenceId: 'OPP-1',
		customerProfile: { name: 'Contoso', address: { country: 'US' }, team: [], ids: [] },
		...fields,
	});

/** Puts Microsoft's referral of an engagement into place. @returns its ID */
export const microsofts = (engagementId = 'engagement-1') =>
	partnerCenter.referral({
		engagementId,
		target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
	});

export const posts = () =>
	partnerCenter.simulator.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as IDataObject);

export const requests = () => partnerCenter.simulator.requests.map(({ method }) => method);

const isShared = (body: unknown) => JSON.stringify(body).includes('"msft"');

/** Which of the two POSTs a fault applies to. */
export const isOwnPost = ({ method, body }: { method: string; body: unknown }) =>
	method === 'POST' && !isShared(body);

export const isMicrosoftsPost = ({ method, body }: { method: string; body: unknown }) =>
	method === 'POST' && isShared(body);
