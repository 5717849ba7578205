import { columns, NEW, partnerCenter, referral, startPartnerCenter } from './upsertRuns.mts';

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

const KEY = { externalReferenceId: 'K1' };

const upsertMatching = (matchingColumns: unknown) =>
	partnerCenter.run({
		operation: 'upsert',
		columns: { ...columns({ ...NEW, ...KEY, notes: 'Call' }), matchingColumns } as never,
	});

test.each([
	[['name'], 'must be one of External Reference ID, ID, not "name"'],
	[['dealValue', 'id'], 'not "dealValue"'],
	[['nothing'], 'not "nothing"'],
	[['__proto__'], 'not "__proto__"'],
	[['constructor'], 'not "constructor"'],
	[[5], 'not 5'],
	[[null], 'is empty'],
	[[{}], 'not an object'],
	['name', 'not "name"'],
	[{ id: true }, 'not an object'],
])('nothing is sent if a workflow matches on %j', async (matchingColumns, finding) => {
	const { error } = await upsertMatching(matchingColumns);

	expect(error?.message).toContain('"Fields > Field to Match On"');
	expect(error?.message).toContain(finding);
	expect(error?.description).toContain('Choose one of them in "Fields".');
	expect(partnerCenter.simulator.requests).toEqual([]);
});

test.each([[null], [[]], [['externalReferenceId']], ['externalReferenceId']])(
	'the external reference ID identifies the referral if a workflow matches on %j',
	async (matchingColumns) => {
		const id = referral('K1');

		const { items, error } = await upsertMatching(matchingColumns);

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.id, json.outcome])).toEqual([[id, 'updated']]);
	},
);
