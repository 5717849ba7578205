import {
	NEW,
	partnerCenter,
	referral,
	startPartnerCenter,
	upsert,
} from '../resources/referral/upsert/upsertRuns.mts';

afterEach(() => partnerCenter.simulator.stop());

/** Many records of a CRM with a referral each; every thirtieth differs. */
function records(count: number) {
	return Array.from({ length: count }, (_, index) => {
		const externalReferenceId = `OPP-${index}`;
		referral(externalReferenceId);
		return { externalReferenceId, dealValue: index % 30 === 0 ? 6000 : 5000, currency: 'USD' };
	});
}

const counts = () => ({
	reads: partnerCenter.simulator.requests.filter(({ method }) => method === 'GET').length,
	writes: partnerCenter.simulator.requests.filter(({ method }) => method !== 'GET').length,
});

describe('the keys of all items are looked up together', () => {
	test('as many in one request as fit into a URL of 2,000 characters', async () => {
		await startPartnerCenter();
		const items = records(300);

		const { items: output, error } = await upsert(items);

		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.outcome)).toEqual(
			items.map(({ dealValue }) => (dealValue === 6000 ? 'updated' : 'unchanged')),
		);
		expect(counts()).toEqual({ reads: 9, writes: 10 });
		const urls = partnerCenter.simulator.requests.map(
			({ path, query }) =>
				`https://api.partner.microsoft.com${path}?$filter=${encodeURIComponent(query.$filter ?? '')}`,
		);
		expect(Math.max(...urls.map(({ length }) => length))).toBeLessThan(2000);
	});

	test('in one reading of the list if the service rejects the filter', async () => {
		await startPartnerCenter({ filtersByKey: false });
		const items = records(300);

		const { items: output, error } = await upsert(items);

		expect(error).toBeUndefined();
		expect(output.filter(({ json }) => json.outcome === 'updated')).toHaveLength(10);
		// The rejected filter, and three pages of 100.
		expect(counts()).toEqual({ reads: 4, writes: 10 });
	});

	test.each([400, 414, 422, 431, 501])('in one reading of the list after a %i', async (status) => {
		await startPartnerCenter();
		const items = records(3);
		partnerCenter.simulator.fault({
			when: ({ query }) => query.$filter !== undefined,
			status,
			times: Infinity,
		});

		const { error } = await upsert(items);

		expect(error).toBeUndefined();
		expect(counts()).toEqual({ reads: 2, writes: 1 });
	});

	test('and the list is read only until all keys are found', async () => {
		await startPartnerCenter({ filtersByKey: false });
		for (let index = 0; index < 250; index += 1) referral(`OLD-${index}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
		const items = records(10);

		await upsert(items);

		expect(counts().reads).toBe(2);
	});

	test('once more for a second run of the node, which finds what the first has created', async () => {
		await startPartnerCenter();
		const item = { externalReferenceId: 'OPP-1', ...NEW };

		await upsert([item]);
		const { items } = await upsert([item]);

		expect(items[0].json.outcome).toBe('unchanged');
		expect(counts()).toEqual({ reads: 2, writes: 1 });
	});

	test('of each group with Batching', async () => {
		await startPartnerCenter();
		const items = records(4);

		const { error } = await upsert(items, {
			parameters: { requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 1 } } } },
		});

		expect(error).toBeUndefined();
		expect(counts().writes).toBe(1);
		expect([1, 2]).toContain(counts().reads);
	});
});

test.each([true, false])(
	'1,000 records with 30 differences take at most 90 requests, and a second run no write (filter supported: %s)',
	async (filtersByKey) => {
		await startPartnerCenter({ filtersByKey });
		const items = records(1_000).map((item, index) => ({
			...item,
			dealValue: index < 30 ? 6000 : 5000,
		}));

		const { items: output, error } = await upsert(items);

		expect(error).toBeUndefined();
		expect(output.filter(({ json }) => json.outcome === 'updated')).toHaveLength(30);
		expect(partnerCenter.simulator.requests.length).toBeLessThanOrEqual(90);
		expect(counts().writes).toBe(30);

		partnerCenter.simulator.reset();
		const { items: again } = await upsert(items.slice(0, 200));

		expect(again.every(({ json }) => json.outcome === 'unchanged')).toBe(true);
		expect(counts().writes).toBe(0);
	},
	120_000,
);

test('a row without an eTag is read again before it is changed, and only then', async () => {
	await startPartnerCenter({ withETag: false });
	const items = records(31);

	const { items: output, error } = await upsert(items);

	expect(error).toBeUndefined();
	expect(counts()).toEqual({ reads: 3, writes: 2 });
	const [patch] = partnerCenter.simulator.patches;
	expect(patch.headers['if-match']).toBeDefined();
	expect(output.map(({ json }) => json.outcome).filter((one) => one === 'updated')).toHaveLength(2);
});

test('a lookup that fails fails the items, and nothing is written', async () => {
	await startPartnerCenter();
	const items = records(2);
	partnerCenter.simulator.fault({ status: 403, times: Infinity });

	const { items: output } = await upsert(items, { node: { onError: 'continueRegularOutput' } });

	expect(output.map(({ json }) => json.error)).toEqual([
		expect.stringContaining('403'),
		expect.stringContaining('403'),
	]);
	expect(counts()).toEqual({ reads: 1, writes: 0 });
});

test('the message about a lookup that is rejected does not speak of a new referral', async () => {
	await startPartnerCenter();
	partnerCenter.simulator.fault({ status: 422, times: Infinity });

	const { error } = await upsert([{ externalReferenceId: 'OPP-1', ...NEW }]);

	expect(error?.message).toContain('Partner Center did not accept the request (422');
	expect(error?.message).not.toContain('new referral');
});

test('the items that succeeded are not looked up again by Retry On Fail', async () => {
	await startPartnerCenter();
	const items = records(2);
	partnerCenter.simulator.fault({ when: ({ method }) => method === 'PATCH', status: 403 });

	const { error, items: output } = await upsert(items, {
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		options: { maxConcurrentRequests: 1 },
	});

	expect(error).toBeUndefined();
	expect(output.map(({ json }) => json.outcome)).toEqual(['updated', 'unchanged']);
	const filters = partnerCenter.simulator.requests.flatMap(({ query }) => query.$filter ?? []);
	expect(filters).toEqual([
		"(externalReferenceId eq 'OPP-0' or externalReferenceId eq 'OPP-1')",
		"externalReferenceId eq 'OPP-0'",
	]);
});

describe('Get Many by external reference', () => {
	const getAll = async (items: object[], filters: object, parameters = {}) =>
		await partnerCenter.run(
			{ operation: 'getAll', filters: filters as never, ...parameters },
			{ items: items as never },
		);
	const byKey = { externalReferenceId: '={{ $json.externalReferenceId }}' };

	test.each([true, false])(
		'reads the list once per run (filter supported: %s)',
		async (filtersByKey) => {
			await startPartnerCenter({ filtersByKey });
			const items = records(20);

			const { items: output, error } = await getAll(items, byKey);

			expect(error).toBeUndefined();
			expect(output.map(({ json }) => json.externalReferenceId)).toEqual(
				items.map(({ externalReferenceId }) => externalReferenceId),
			);
			expect(counts().reads).toBe(filtersByKey ? 1 : 2);
		},
	);

	test('returns all referrals with the key, in the requested order, that match the other filters', async () => {
		await startPartnerCenter({ filtersByKey: false });
		const ids = [1, 3, 2].map((day) =>
			referral('OPP-1', {
				createdDateTime: `2026-01-0${day}T00:00:00Z`,
				updatedDateTime: `2026-01-0${day}T00:00:00Z`,
			}),
		);
		referral('OPP-1', { status: 'Closed', substatus: 'Won' });
		referral('OPP-2');

		const { items } = await getAll(
			[{ externalReferenceId: 'OPP-1' }],
			{ ...byKey, status: 'Active' },
			{ sort: 'createdDateTime asc' },
		);

		expect(items.map(({ json }) => json.id)).toEqual([ids[0], ids[2], ids[1]]);
	});
});
