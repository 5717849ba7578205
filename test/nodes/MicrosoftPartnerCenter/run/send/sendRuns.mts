import type { IDataObject, INode } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { Fault, RecordedRequest } from '../../../../simulator/simulator.mts';

/** The simulator of the test that is running, with a node that is connected to it. */
export let partnerCenter: PartnerCenter;

export async function startPartnerCenter(): Promise<void> {
	partnerCenter = await PartnerCenter.start();
}

export const VALUE = {
	operation: 'updateDealValue',
	referralId: byId('={{ $json.id }}'),
	dealValue: '={{ $json.value }}',
};
export const MEMBER = {
	operation: 'addTeamMember',
	referralId: byId('={{ $json.id }}'),
	email: 'jane.doe@contoso.com',
	skipIfPresent: false,
};
export const GUARDED = { useIfMatch: true };

export const isPatch = ({ method }: RecordedRequest) => method === 'PATCH';
/** Has the next PATCHes meet this fault. */
export const fault = (one: Fault) => {
	partnerCenter.simulator.fault({ when: isPatch, ...one });
};
export const methods = () => partnerCenter.simulator.requests.map(({ method }) => method);
export const dealValue = (id: string) => partnerCenter.simulator.referral(id).details.dealValue;
export const emails = (id: string) =>
	partnerCenter.simulator.referral(id).team.map(({ email }) => email);
export const eTag = (id: string) => partnerCenter.simulator.referral(id).eTag;

export const run = (parameters: object, items: IDataObject[], node: Partial<INode> = {}) =>
	partnerCenter.run(parameters as never, { items, node });

/** One change of one referral that meets these faults. */
export async function one(parameters: object, ...faults: Fault[]) {
	const id = partnerCenter.referral();
	for (const each of faults) fault(each);
	return { id, ...(await run(parameters, [{ id, value: 77, eTag: eTag(id) }])) };
}

/** Resolves when the requests that have arrived are as wanted. */
export async function seen(wanted: (requests: RecordedRequest[]) => boolean): Promise<void> {
	await until(() => wanted(partnerCenter.simulator.requests));
}

export async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

export function deferred(): { promise: Promise<void>; resolve: () => void } {
	let resolve!: () => void;
	const promise = new Promise<void>((settle) => {
		resolve = settle;
	});
	return { promise, resolve };
}
