import type { Fault } from '../../../../../simulator/simulator.mts';
import { isMicrosoftsPost, isOwnPost } from '../share/sharingRuns.mts';
import { NEW, partnerCenter, referral, startPartnerCenter, stored, upsert } from './upsertRuns.mts';

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

const CO_SELL = {
	dealType: 'coSell',
	consentToShare: true,
	customerContacts: [{ email: 'ravi@contoso.com' }],
};

/** Both items have the same key. The first can't create its referral when n8n runs the node for the first time. */
async function twice(fields: object) {
	partnerCenter.simulator.fault({ when: isOwnPost, status: 403 });
	const item = { externalReferenceId: 'OPP-1', ...NEW, ...fields };
	const { items } = await upsert(
		[
			{ ...item, notes: 'first' },
			{ ...item, notes: 'second' },
		],
		{
			node: {
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
				onError: 'continueRegularOutput',
			},
		},
	);
	return items.map(({ json }) => json);
}

const writes = () => partnerCenter.simulator.requests.filter(({ method }) => method !== 'GET');

test('an item that is tried again does not overwrite what a later item has created', async () => {
	const [first, second] = await twice({});

	expect(first.error).toContain('another item of this run');
	expect(second.outcome).toBe('created');
	expect(stored(second.id as string).details.notes).toBe('second');
	expect(writes().map(({ status }) => status)).toEqual([403, 201]);
});

test('nor does it overwrite what a later item has created but could not share at first', async () => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, status: 403 });

	const [first, second] = await twice(CO_SELL);

	expect(first.error).toContain('another item of this run');
	expect(second.outcome).toBe('created');
	expect(second.microsoftReferralId).toBeDefined();
	expect(stored(second.id as string).details.notes).toBe('second');
	expect(writes().map(({ status }) => status)).toEqual([403, 201, 403, 201]);
});

describe('an item that already has its value is compared with what the item before it may have changed', () => {
	const isPatch = ({ method }: { method: string }) => method === 'PATCH';

	test.each([
		['after an unknown outcome', [{ applied: 504 }], false],
		['after an unknown outcome on the second try', [{ status: 403 }, { applied: 504 }], true],
		['after an answer without a body', [{ applied: 204 }], false],
	])('%s', async (_name, faults, retryOnFail) => {
		const id = referral('OPP-1');
		for (const fault of faults) partnerCenter.simulator.fault({ when: isPatch, ...fault } as Fault);

		const { items } = await upsert(
			[1, 5000].map((dealValue) => ({ externalReferenceId: 'OPP-1', dealValue, currency: 'USD' })),
			{
				options: { maxRetries: 0 },
				node: {
					retryOnFail,
					maxTries: 2,
					waitBetweenTries: 1,
					onError: 'continueRegularOutput',
				},
			},
		);

		expect(items[1].json.outcome).toBe('updated');
		expect(stored(id).details.dealValue).toBe(5000);
	});
});

test('an item that is done keeps no other item from being sent', async () => {
	const id = referral('OPP-1');
	partnerCenter.simulator.fault({ when: ({ method }) => method === 'PATCH', status: 403 });
	const changed = { externalReferenceId: 'OPP-1', notes: 'second', ...NEW };
	let lookups = 0;
	partnerCenter.simulator.fault({
		when: ({ method, query }) => {
			// A colleague changes the key before n8n tries the node again.
			if (method === 'GET' && query.$filter !== undefined && ++lookups === 2) {
				partnerCenter.simulator.touch(id, (one) => {
					one.externalReferenceId = 'OPP-2';
				});
			}
			return false;
		},
		until: Promise.resolve(),
	});

	const { items, error } = await upsert(
		[{ externalReferenceId: 'OPP-1', notes: 'First call on Monday.' }, changed],
		{
			fields: {
				externalReferenceId: '={{ $json.externalReferenceId }}',
				notes: '={{ $json.notes }}',
				name: '={{ $json.name }}',
				customerName: '={{ $json.customerName }}',
				country: '={{ $json.country }}',
				solutions: '={{ $json.solutions }}',
			},
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		},
	);

	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.outcome)).toEqual(['unchanged', 'created']);
});
