import type { IDataObject } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../../engine/partnerCenter.mts';

/** The current test's simulator, without referrals and with short pages, and a node that is connected to it. */
export let partnerCenter: PartnerCenter;

export async function startPartnerCenter(): Promise<void> {
	partnerCenter = await PartnerCenter.start({ referrals: [], pageSize: 2 });
}

export const ENGAGEMENT = '65edc0b5-3485-41b7-a17e-dfa9ef4706e2';

/** Adds referrals with these IDs to an engagement, each created an hour after the one before. */
export function engage(ids: string[], engagementId: string | null = ENGAGEMENT): void {
	for (const [index, id] of ids.entries()) {
		const createdDateTime = new Date(Date.UTC(2026, 0, 1, index)).toISOString();
		partnerCenter.referral({ id, engagementId, createdDateTime } as never);
	}
}

export const get = (
	ids: string[],
	parameters: object = {},
	node: object = {},
	options: object = { includeRelated: true },
) =>
	partnerCenter.run(
		{ operation: 'get', referralId: byId('={{ $json.id }}'), options, ...parameters } as never,
		{ items: ids.map((id) => ({ id })), node },
	);

export const relatedTo = ({ json }: { json: IDataObject }) => json.related as IDataObject[];
export const idsIn = (related: IDataObject[]) => related.map(({ id }) => id as string);
export const lists = () =>
	partnerCenter.simulator.requests.filter(({ path }) => path.endsWith('/referrals'));
export const isFiltered = ({ query }: { query: Record<string, string | undefined> }) =>
	query.$filter !== undefined;
export const isList = ({ path }: { path: string }) => path.endsWith('/referrals');
