import type { IDataObject } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';

/** The simulator of the file's tests, and a node that is connected to it. */
export let partnerCenter: PartnerCenter;

export async function startPartnerCenter(): Promise<void> {
	partnerCenter = await PartnerCenter.start();
}

export const run = (
	operation: string,
	id: string,
	parameters: object,
	items: IDataObject[] = [{}],
) =>
	partnerCenter.run(
		{ resource: 'dealRegistration', operation, referralId: byId(id), ...parameters },
		{ items },
	);

export const methods = () => partnerCenter.simulator.requests.map(({ method }) => method);
export const registrations = (id: string) => partnerCenter.simulator.referral(id).registrations;
export const isPatch = ({ method }: { method: string }) => method === 'PATCH';

/** One that can still be changed: the simulator keeps to "a closed referral can't be edited". */
export const open = (...ones: object[]) =>
	partnerCenter.referral({
		status: 'Active',
		substatus: 'Accepted',
		registrations: ones,
	} as never);
