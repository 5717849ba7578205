import type { IDataObject } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../../engine/partnerCenter.mts';

/** The simulator of the file's tests, and a node that is connected to it. */
export let partnerCenter: PartnerCenter;

export async function startPartnerCenter(): Promise<void> {
	partnerCenter = await PartnerCenter.start();
}

export const update = (
	id: string,
	updateFields: object,
	items: IDataObject[] = [{}],
	more: object = {},
) =>
	partnerCenter.run(
		{ operation: 'update', referralId: byId(id), updateFields: updateFields as never, ...more },
		{ items },
	);

export const methods = () => partnerCenter.simulator.requests.map(({ method }) => method);
