import { isMicrosoftsPost, isOwnPost } from '../share/sharingRuns.mts';
import { NEW, partnerCenter, startPartnerCenter, stored, upsert } from './upsertRuns.mts';

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

test('nor what a later item has created, but could not share at first', async () => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, status: 403 });

	const [first, second] = await twice(CO_SELL);

	expect(first.error).toContain('another item of this run');
	expect(second.outcome).toBe('created');
	expect(second.microsoftReferralId).toBeDefined();
	expect(stored(second.id as string).details.notes).toBe('second');
	expect(writes().map(({ status }) => status)).toEqual([403, 201, 403, 201]);
});
