import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { PartnerCenter, byId } from '../../../engine/partnerCenter.mts';

export let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

export const run = (parameters: object = {}) =>
	partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(partnerCenter.referral()),
		dealValue: 1,
		options: { maxRetries: 0 },
		...parameters,
	});

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
