import {
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

describe('a closed referral', () => {
	const closed = () => referral('OPP-1', { status: 'Closed', substatus: 'Won' });

	test('that differs fails the item', async () => {
		closed();

		const { error } = await upsert([{ externalReferenceId: 'OPP-1', notes: 'x' }]);

		expect(error?.message).toMatch(/closed.* has other values for Notes \(\/details\/notes\)/);
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
