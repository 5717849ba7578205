import {
	columns,
	atFirstPatch,
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

	test('what is missing for a new referral is named, and nothing is written', async () => {
		referral('OPP-2');

		const { error } = await upsert([
			{ externalReferenceId: 'OPP-2', notes: 'changed' },
			{ externalReferenceId: 'OPP-1', notes: 'new' },
		]);

		expect(error?.message).toContain('"Customer Name" must be');
		expect(writes()).toEqual([]);
	});

	test('an ID that no referral has fails the item', async () => {
		const { error } = await upsert([{ id: crypto.randomUUID(), notes: 'x' }], { matchOn: 'id' });

		expect(error?.message).toContain('404');
		expect(writes()).toEqual([]);
	});
});

describe('one referral has the key', () => {
	test('only what differs is sent, guarded by the eTag of the lookup', async () => {
		const id = referral('OPP-1');
		const { eTag } = stored(id);

		const { items, error } = await upsert(
			[
				{
					externalReferenceId: 'OPP-1',
					...NEW,
					dealValue: 5000,
					currency: 'USD',
					notes: 'New notes',
				},
			],
			{
				fields: {
					externalReferenceId: '={{ $json.externalReferenceId }}',
					dealValue: '={{ $json.dealValue }}',
					currency: '={{ $json.currency }}',
					notes: '={{ $json.notes }}',
				},
			},
		);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'PATCH']);
		const [patch] = partnerCenter.simulator.patches;
		expect(patch.body).toEqual([{ op: 'replace', path: '/details/notes', value: 'New notes' }]);
		expect(patch.headers).toMatchObject({ 'if-match': eTag, prefer: 'return=representation' });
		expect(items[0].json).toMatchObject({
			id,
			outcome: 'updated',
			changedFields: ['/details/notes'],
			eTag: stored(id).eTag,
		});
	});

	test('nothing is sent if nothing differs', async () => {
		const id = referral('OPP-1');

		const { items } = await upsert([
			{
				externalReferenceId: 'OPP-1',
				dealValue: '5000.00',
				currency: 'usd',
				substatus: 'accepted',
			},
		]);

		expect(methods()).toEqual(['GET']);
		expect(items[0].json).toMatchObject({ id, outcome: 'unchanged', changedFields: [] });
	});

	test('a second run with the same data sends no write', async () => {
		const item = {
			externalReferenceId: 'OPP-1',
			...NEW,
			dealValue: 10.5,
			currency: 'EUR',
			closingDateTime: '2027-03-01',
			notes: 'one\r\ntwo ',
			team: [{ email: 'Jane@contoso.com', firstName: 'Jane' }],
			substatus: 'Won',
			statusReason: 'Signed',
		};
		await upsert([item]);
		partnerCenter.simulator.reset();

		const { items, error } = await upsert([item]);

		expect(error).toBeUndefined();
		expect(writes()).toEqual([]);
		expect(items[0].json.outcome).toBe('unchanged');
	});

	test('values that apply only to a new referral are ignored', async () => {
		referral('OPP-1');

		const { items } = await upsert([
			{
				externalReferenceId: 'OPP-1',
				name: 'Another name',
				customerName: 'Fabrikam',
				country: 'DE',
				dealType: 'coSell',
			},
		]);

		expect(items[0].json.outcome).toBe('unchanged');
		expect(writes()).toEqual([]);
	});

	test('missing rows of a list are added, and nothing is removed', async () => {
		const id = referral('OPP-1');

		const { items } = await upsert([
			{
				externalReferenceId: 'OPP-1',
				team: [{ email: 'JOHN@contoso.com', lastName: 'Other' }, { email: 'jane@contoso.com' }],
				solutions: [],
			},
		]);

		expect(stored(id).team.map(({ email }) => email)).toEqual([
			'john@contoso.com',
			'jane@contoso.com',
		]);
		expect(items[0].json).toMatchObject({ outcome: 'updated', changedFields: ['/team/-'] });
	});

	test.each([
		['nothing', undefined],
		['null', null],
	])('%s leaves a value alone', async (_name, notes) => {
		const id = referral('OPP-1');

		const { items, error } = await upsert([
			{ externalReferenceId: 'OPP-1', notes, dealValue: notes },
		]);

		expect(error).toBeUndefined();
		expect(items[0].json.outcome).toBe('unchanged');
		expect(stored(id).details).toMatchObject({ notes: 'First call on Monday.', dealValue: 5000 });
	});

	test('an empty text clears a text, and leaves other values alone', async () => {
		const id = referral('OPP-1');

		const { items } = await upsert([
			{
				externalReferenceId: 'OPP-1',
				notes: '',
				dealValue: '',
				currency: '',
				closingDateTime: '',
				substatus: '',
			},
		]);

		expect(items[0].json).toMatchObject({ outcome: 'updated', changedFields: ['/details/notes'] });
		expect(stored(id).details).toMatchObject({ notes: '', dealValue: 5000, currency: 'USD' });
	});

	test('the ID finds it too', async () => {
		const id = referral('OPP-1');

		const { items } = await upsert(
			[{ id: id.toUpperCase(), externalReferenceId: 'OPP-2', notes: 'x' }],
			{ matchOn: 'id' },
		);

		expect(items[0].json).toMatchObject({ id, outcome: 'updated' });
		expect(stored(id)).toMatchObject({ externalReferenceId: 'OPP-2', details: { notes: 'x' } });
	});

	test('a change by another user in between is compared again', async () => {
		const id = referral('OPP-1');
		atFirstPatch(() => {
			partnerCenter.simulator.touch(id, ({ details }) => (details.notes = 'theirs'));
		});

		const { items, error } = await upsert([
			{ externalReferenceId: 'OPP-1', dealValue: 7, notes: 'ours' },
		]);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'PATCH', 'GET', 'PATCH']);
		expect(items[0].json.outcome).toBe('updated');
		expect(stored(id).details).toMatchObject({ dealValue: 7, notes: 'ours' });
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

describe('a closed referral', () => {
	const closed = () => referral('OPP-1', { status: 'Closed', substatus: 'Won' });

	test('that differs fails the item', async () => {
		closed();

		const { error } = await upsert([{ externalReferenceId: 'OPP-1', notes: 'x' }]);

		expect(error?.message).toMatch(/closed.*\/details\/notes/);
		expect(writes()).toEqual([]);
	});

	test('that differs is skipped on request', async () => {
		const id = closed();

		const { items } = await upsert([{ externalReferenceId: 'OPP-1', notes: 'x' }], {
			options: { ifClosed: 'skip' },
		});

		expect(items[0].json).toMatchObject({ id, outcome: 'skipped', changedFields: [] });
		expect(writes()).toEqual([]);
	});

	test('that does not differ is unchanged', async () => {
		closed();

		const { items } = await upsert([{ externalReferenceId: 'OPP-1', substatus: 'Won' }]);

		expect(items[0].json.outcome).toBe('unchanged');
	});
});

describe('the key', () => {
	test.each([[''], [null], [undefined], ['  ']])(
		'%j is rejected before anything is sent',
		async (key) => {
			const { error } = await upsert([{ externalReferenceId: key, notes: 'x' }]);

			expect(error?.message).toMatch(/^"Fields > External Reference ID" must be/);
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

describe('Preview', () => {
	const preview = async (item: object) =>
		(await upsert([{ externalReferenceId: 'OPP-1', ...item }], { options: { preview: true } }))
			.items[0].json;

	test('shows the POST', async () => {
		const json = await preview(NEW);

		expect(json).toMatchObject({ preview: true, method: 'POST', body: { name: NEW.name } });
		expect(json.url).toBe(`${partnerCenter.simulator.url}/v1.0/engagements/referrals`);
		expect(writes()).toEqual([]);
	});

	test('shows the PATCH with the differences', async () => {
		const id = referral('OPP-1');

		expect(await preview({ notes: 'x', dealValue: 5000 })).toMatchObject({
			preview: true,
			method: 'PATCH',
			url: `${partnerCenter.simulator.url}/v1.0/engagements/referrals/${id}`,
			headers: { 'If-Match': stored(id).eTag },
			body: [{ op: 'replace', path: '/details/notes', value: 'x' }],
		});
		expect(writes()).toEqual([]);
	});

	test('shows that nothing would be sent', async () => {
		const id = referral('OPP-1');

		expect(await preview({ dealValue: 5000 })).toEqual({
			preview: true,
			id,
			outcome: 'unchanged',
			changedFields: [],
		});
	});
});
