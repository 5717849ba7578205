import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start({ lists: { filtersByKey: true } });
});
afterEach(() => {
	partnerCenter.simulator.reset();
	partnerCenter.simulator.clear();
});
afterAll(() => partnerCenter.simulator.stop());

const CLOSED = { status: 'Closed', substatus: 'Error' };

test.each([
	['New', 'Pending'],
	['New', 'Received'],
	['Active', 'Accepted'],
])('a referral that is %s and %s can be closed as an error', async (status, substatus) => {
	const id = partnerCenter.referral({ status, substatus });

	const { items, error } = await partnerCenter.run({
		operation: 'changeStatus',
		referralId: byId(id),
		substatus: 'Error',
		additionalFields: { statusReason: 'A duplicate of OPP-1001' },
	});

	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject(CLOSED);
	expect(partnerCenter.simulator.referral(id).statusReason).toBe('A duplicate of OPP-1001');
});

test.each(['Closed: Error', 'closed error', 'ERROR', ' Error '])(
	'%j closes a referral as an error, in Change Status and in Update',
	async (word) => {
		const parameters = [
			{ operation: 'changeStatus', substatus: '={{ $json.word }}' },
			{ operation: 'update', updateFields: { substatus: '={{ $json.word }}' } },
		];

		for (const one of parameters) {
			const referralId = byId(partnerCenter.referral());
			const { items } = await partnerCenter.run({ ...one, referralId }, { items: [{ word }] });
			expect(items[0].json).toMatchObject(CLOSED);
		}
	},
);

test('a referral that is closed as an error is unchanged by the same request', async () => {
	const id = partnerCenter.referral(CLOSED);

	const { items } = await partnerCenter.run({
		operation: 'changeStatus',
		referralId: byId(id),
		substatus: 'Error',
		options: { onlyChanges: true },
	});

	expect(items[0].json).toMatchObject({ outcome: 'unchanged', changedFields: [] });
	expect(partnerCenter.simulator.patches).toEqual([]);
});

test.each([
	['fail', undefined],
	['skip', 'skipped'],
])('Create or Update treats it as closed: %s', async (ifClosed, outcome) => {
	const id = partnerCenter.referral({ ...CLOSED, externalReferenceId: 'OPP-1' });

	const { items, error } = await partnerCenter.run({
		operation: 'upsert',
		columns: {
			mappingMode: 'defineBelow',
			value: { externalReferenceId: 'OPP-1', notes: 'x' },
			matchingColumns: ['externalReferenceId'],
			schema: [],
		},
		options: { ifClosed },
	});

	expect(items.map(({ json }) => [json.id, json.outcome])).toEqual(outcome ? [[id, outcome]] : []);
	expect(error?.message.includes('The referral is closed')).toBe(outcome ? undefined : true);
	expect(partnerCenter.simulator.patches).toEqual([]);
});

test('Get Many finds it', async () => {
	const id = partnerCenter.referral(CLOSED);
	partnerCenter.referral({ status: 'Closed', substatus: 'Lost' });

	const { items } = await partnerCenter.run({
		operation: 'getAll',
		filters: { substatus: 'error' },
	});

	expect(items.map(({ json }) => json.id)).toEqual([id]);
});
