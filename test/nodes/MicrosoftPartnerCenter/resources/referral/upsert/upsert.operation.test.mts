import {
	columns,
	methods,
	NEW,
	partnerCenter,
	referral,
	startPartnerCenter,
	stored,
	upsert,
	writes,
} from './upsertRuns.mts';

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

describe('no referral has the key', () => {
	test('one is created, and the output says so', async () => {
		const { items, error } = await upsert([
			{ externalReferenceId: 'OPP-1', ...NEW, dealValue: 10, currency: 'EUR' },
		]);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'POST']);
		const created = stored(items[0].json.id as string);
		expect(created).toMatchObject({
			externalReferenceId: 'OPP-1',
			name: 'Contoso moves to Azure',
			details: { dealValue: 10, currency: 'EUR' },
		});
		expect(items[0]).toEqual({
			json: expect.objectContaining({
				externalReferenceId: 'OPP-1',
				outcome: 'created',
				changedFields: [],
			}) as object,
			pairedItem: { item: 0 },
		});
	});

	test('a value that a new referral can’t have is set afterwards', async () => {
		const { items, error } = await upsert([
			{ externalReferenceId: 'OPP-1', ...NEW, substatus: 'Won', statusReason: 'Signed' },
		]);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'POST', 'PATCH']);
		expect(stored(items[0].json.id as string)).toMatchObject({
			status: 'Closed',
			substatus: 'Won',
		});
		expect(items[0].json).toMatchObject({
			outcome: 'created',
			changedFields: ['/status', '/substatus', '/statusReason'],
			substatus: 'Won',
		});
	});

	test('the status that a new referral has anyway costs no request', async () => {
		const { items } = await upsert([
			{ externalReferenceId: 'OPP-1', ...NEW, substatus: 'Accepted' },
		]);

		expect(methods()).toEqual(['GET', 'POST']);
		expect(items[0].json).toMatchObject({ outcome: 'created', changedFields: [] });
	});

	test('the message says so if a change that follows fails', async () => {
		partnerCenter.simulator.fault({ when: ({ method }) => method === 'PATCH', status: 403 });

		const { error } = await upsert([{ externalReferenceId: 'OPP-1', ...NEW, substatus: 'Won' }]);

		expect(error?.message).toContain('(403');
		expect(error?.description).toMatch(
			/The referral \S+ was created, but the change that followed failed\./,
		);
		expect(error?.description).not.toContain('Nothing was changed');
	});

	test('what is missing for a new referral is named, and nothing is written', async () => {
		referral('OPP-2');

		const { error } = await upsert([
			{ externalReferenceId: 'OPP-2', notes: 'changed' },
			{ externalReferenceId: 'OPP-1', notes: 'new' },
		]);

		expect(error?.message).toContain('"Customer Name" is empty');
		expect(writes()).toEqual([]);
	});

	test('an ID that no referral has fails the item', async () => {
		const { error } = await upsert([{ id: crypto.randomUUID(), notes: 'x' }], { matchOn: 'id' });

		expect(error?.message).toContain('404');
		expect(writes()).toEqual([]);
	});
});

describe('several referrals have the key', () => {
	test('the item fails with their IDs, and nothing is written', async () => {
		const ids = [referral('OPP-1'), referral('OPP-1')];
		referral('OPP-2');

		const { error } = await upsert([
			{ externalReferenceId: 'OPP-2', notes: 'x' },
			{ externalReferenceId: 'OPP-1', notes: 'x' },
		]);

		expect(error?.message).toContain('2 referrals have the external reference ID "OPP-1"');
		for (const id of ids) expect(error?.description).toContain(id);
		expect(writes()).toEqual([]);
	});
});

describe('the key', () => {
	test.each([[''], [null], [undefined], ['  ']])(
		'%j is rejected before anything is sent',
		async (key) => {
			const { error } = await upsert([{ externalReferenceId: key, notes: 'x' }]);

			expect(error?.message).toMatch(
				/^"Fields > External Reference ID" (?:is empty|must be text, not white space)/,
			);
			expect(partnerCenter.simulator.requests).toEqual([]);
		},
	);

	test('of two items: the second finds what the first has created', async () => {
		const { items, error } = await upsert([
			{ externalReferenceId: 'OPP-1', ...NEW, notes: 'first' },
			{ externalReferenceId: 'OPP-1', ...NEW, notes: 'second' },
		]);

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual(['created', 'updated']);
		expect(methods()).toEqual(['GET', 'POST', 'PATCH']);
		expect(stored(items[0].json.id as string).details.notes).toBe('second');
	});

	test('of two items: the second needs nothing that only a new referral needs', async () => {
		const { items, error } = await upsert([
			{ externalReferenceId: 'OPP-1', ...NEW, notes: 'first' },
			{ externalReferenceId: 'OPP-1', notes: 'second' },
		]);

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual(['created', 'updated']);
	});

	test('with quotes and other special characters finds its referral', async () => {
		const key = "O'Brien & Søn/100% #1 + (x)?";
		const id = referral(key);

		const { items } = await upsert([{ externalReferenceId: key, notes: 'x' }]);

		expect(items[0].json).toMatchObject({ id, outcome: 'updated' });
	});
});

test('Map Automatically takes the values of the item, and ignores its other fields', async () => {
	const { items, error } = await partnerCenter.run(
		{
			operation: 'upsert',
			columns: { ...columns({}), mappingMode: 'autoMapInputData', value: null },
		},
		{
			items: [
				{
					externalReferenceId: 'OPP-1',
					...NEW,
					stage: 'Proposal',
					probability: 40,
					substatus: null,
				},
			],
		},
	);

	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ externalReferenceId: 'OPP-1', outcome: 'created' });
});
