import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { PartnerCenter } from '../../engine/partnerCenter.mts';
import { Poller } from '../../engine/triggers.mts';
import type { Referral } from '../../simulator/simulator.mts';

const START = Date.parse('2026-05-01T12:00:00Z');

export let partnerCenter: PartnerCenter;
/** The service's clock, in milliseconds; each change is made a second after the one before. */
export let clock: number;

beforeEach(async () => {
	clock = START;
	partnerCenter = await PartnerCenter.start({
		referrals: [],
		pageSize: 5,
		now: () => new Date(clock),
	});
	partnerCenter.credential.data.oauthTokenData = {
		...partnerCenter.simulator.signIn(),
	} as IDataObject;
});
afterEach(() => partnerCenter.simulator.stop());

export const poller = (parameters: INodeParameters = {}) =>
	new Poller(partnerCenter.engine, partnerCenter.credential, {
		events: ['referralCreated', 'referralUpdated'],
		...parameters,
	});

export function create(id: string, fields: object = {}): void {
	clock += 1000;
	const moment = new Date(clock).toISOString();
	partnerCenter.referral({ id, createdDateTime: moment, updatedDateTime: moment, ...fields });
}

export function touch(id: string, change: (referral: Referral) => void = () => undefined): void {
	clock += 1000;
	partnerCenter.simulator.touch(id, change);
}

export const ids = async (polled: Promise<Array<{ json: IDataObject }>>) =>
	(await polled).map(({ json }) => json.id);

/** Advances the service's clock by the given number of milliseconds. */
export function passTime(milliseconds: number): void {
	clock += milliseconds;
}

export function setClock(time: number): void {
	clock = time;
}
