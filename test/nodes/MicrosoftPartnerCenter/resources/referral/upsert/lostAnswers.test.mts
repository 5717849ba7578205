import { NEW, partnerCenter, startPartnerCenter, stored, upsert } from './upsertRuns.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

afterEach(() => partnerCenter.simulator.stop());

const counts = () => ({
	reads: partnerCenter.simulator.requests.filter(({ method }) => method === 'GET').length,
	writes: partnerCenter.simulator.requests.filter(({ method }) => method !== 'GET').length,
});

describe('a create whose answer is lost', () => {
	const item = { externalReferenceId: 'OPP-1', ...NEW };

	test.each([
		['the connection breaks', { connection: 'applied-then-reset' as const }],
		['a gateway answers', { applied: 504 }],
	])('is found by its key: %s', async (_name, fault) => {
		await startPartnerCenter();
		partnerCenter.simulator.fault({ when: ({ method }) => method === 'POST', ...fault });

		const { items, error } = await upsert([item]);

		expect(error).toBeUndefined();
		expect(items[0].json.outcome).toBe('created');
		expect(counts()).toEqual({ reads: 2, writes: 1 });
	});

	test('fails if it is not found, says that running again is safe, and is not sent again', async () => {
		await startPartnerCenter();
		partnerCenter.simulator.fault({ when: ({ method }) => method === 'POST', connection: 'reset' });

		const { error } = await upsert([item, { ...item, notes: 'second' }], {
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(error?.message).toMatch(/unknown/);
		expect(error?.description).toContain('Run the workflow again');
		expect(counts().writes).toBe(1);
	});

	test('that appears in lists later is found by the next attempt of the node', async () => {
		await startPartnerCenter({ delay: 1_500 });
		partnerCenter.simulator.fault({
			when: ({ method }) => method === 'POST',
			connection: 'applied-then-reset',
		});

		const { items, error } = await upsert([item], {
			options: { maxRetries: 0 },
			node: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1_000 },
		});

		expect(error).toBeUndefined();
		expect(items[0].json.outcome).toBe('created');
		expect(counts().writes).toBe(1);
	});
});

test('the change after a creation is made by the next attempt, and nothing is created twice', async () => {
	await startPartnerCenter({ delay: 60_000 });
	partnerCenter.simulator.fault({ when: ({ method }) => method === 'PATCH', status: 403 });

	const { items, error } = await upsert(
		[{ externalReferenceId: 'OPP-1', ...NEW, substatus: 'Won' }],
		{
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		},
	);

	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ outcome: 'created', substatus: 'Won' });
	expect(counts().writes).toBe(3);
	expect(stored(items[0].json.id as string).status).toBe('Closed');
});

test('a referral that does not appear in lists yet is not created by the next attempt of the node', async () => {
	await startPartnerCenter({ delay: 60_000 });
	partnerCenter.simulator.fault({ when: ({ method }) => method === 'PATCH', status: 403 });
	const item = { externalReferenceId: 'OPP-1', ...NEW, notes: 'first' };

	const { items, error } = await upsert([item, { ...item, notes: 'second' }], {
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});

	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.outcome)).toEqual(['created', 'updated']);
	expect(counts().writes).toBe(3);
});
