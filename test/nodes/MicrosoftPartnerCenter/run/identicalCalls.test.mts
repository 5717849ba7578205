import type { INodeParameters } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

const toolFor = (parameters: object) =>
	partnerCenter.engine.asTool(partnerCenter.credential, {
		...parameters,
		options: { maxRetries: 0 },
	} as INodeParameters);

const isWrite = ({ method }: { method: string }) => method !== 'GET';

/** The first of two calls fails for certain; the answer to the second is lost. */
function loseTheSecondAnswer(): void {
	partnerCenter.simulator.fault({ when: isWrite, status: 403 });
	partnerCenter.simulator.fault({ when: isWrite, connection: 'applied-then-reset' });
}

describe('of two identical calls at once, the second of which has an unknown outcome', () => {
	test('a new referral is not sent again by the next one', async () => {
		const call = toolFor({
			operation: 'create',
			name: 'Deal',
			customerName: 'Contoso',
			country: 'US',
			solutions: { solution: [{ id: 'SOL-1' }] },
		});
		loseTheSecondAnswer();

		await Promise.allSettled([call({}), call({})]);
		await expect(call({})).rejects.toThrow('it is unknown whether the referral was created');

		expect(partnerCenter.simulator.requests.filter(isWrite)).toHaveLength(2);
	});

	test('a new member is looked for by the next one', async () => {
		const id = partnerCenter.referral();
		const call = toolFor({
			operation: 'addTeamMember',
			referralId: byId(id),
			email: 'jane@contoso.com',
			skipIfPresent: false,
		});
		loseTheSecondAnswer();

		await Promise.allSettled([call({}), call({})]);
		await call({});

		expect(partnerCenter.simulator.referral(id).team.map(({ email }) => email)).toEqual([
			'john@contoso.com',
			'jane@contoso.com',
		]);
	});
});

test('a call that is made again after both have ended is sent again', async () => {
	const id = partnerCenter.referral();
	const call = toolFor({ operation: 'updateDealValue', referralId: byId(id), dealValue: 7 });

	await Promise.all([call({}), call({})]);
	partnerCenter.simulator.touch(id, ({ details }) => {
		details.dealValue = 1;
	});
	await call({});

	expect(partnerCenter.simulator.referral(id).details.dealValue).toBe(7);
});
