import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;
let id: string;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
	id = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });
});
afterEach(() => partnerCenter.simulator.stop());

const stored = () => partnerCenter.simulator.referral(id);

const toolFor = (parameters: object) =>
	partnerCenter.engine.asTool(partnerCenter.credential, {
		operation: 'updateDealValue',
		referralId: byId(id),
		dealValue: '={{ $fromAI("value") }}',
		...parameters,
	} as never);

test.each(['one after the other', 'at once'])(
	'calls of an agent that use the eTag of one reading do not conflict with each other (%s)',
	async (order) => {
		const call = toolFor({ useIfMatch: true, eTag: stored().eTag });
		const first = call({ value: 1 });
		if (order === 'one after the other') await first;
		await Promise.all([first, call({ value: 2 })]);

		expect(stored().details.dealValue).toBe(2);
	},
);

test('a call that is made again does not overwrite what a later call has written', async () => {
	const call = toolFor({ options: { maxRetries: 0 } });
	partnerCenter.simulator.fault({ connection: 'reset' });

	await expect(call({ value: 1 })).rejects.toThrow();
	await call({ value: 2 });
	await expect(call({ value: 1 })).rejects.toThrow('It is unclear whether your change was made');

	expect(stored().details.dealValue).toBe(2);
});

test('a call reports the change of another user', async () => {
	const call = toolFor({ useIfMatch: true, eTag: stored().eTag });
	partnerCenter.simulator.touch(id, (referral) => {
		referral.name = 'Renamed';
	});

	await expect(call({ value: 1 })).rejects.toThrow('412');
});
