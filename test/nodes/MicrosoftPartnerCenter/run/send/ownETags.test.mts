import {
	dealValue,
	eTag,
	fault,
	GUARDED,
	MEMBER,
	partnerCenter,
	run,
	startPartnerCenter,
	VALUE,
} from './sendRuns.mts';
import { shortenWaits } from '../../../../shortWaits.mts';

shortenWaits();

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe('own tags', () => {
	test.each([true, false])(
		'of several items with the tag of one reading, none is in the way of the next (representation: %p)',
		async (returnRepresentation) => {
			const id = partnerCenter.referral();
			const tag = eTag(id);

			const { error } = await run(
				{ ...VALUE, ...GUARDED, returnRepresentation },
				[1, 2, 3].map((value) => ({ id, value, eTag: tag })),
			);

			expect(error).toBeUndefined();
			expect(dealValue(id)).toBe(3);
		},
	);

	test('a colleague’s change between our own is still a conflict', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);
		partnerCenter.simulator.fault({
			when: () => {
				if (partnerCenter.simulator.requests.length === 2) {
					partnerCenter.simulator.touch(id, (referral) => {
						referral.details.dealValue = 500;
					});
				}
				return false;
			},
			until: Promise.resolve(),
		});

		const { items, errorItems } = await run(
			{ ...VALUE, ...GUARDED },
			[1, 2].map((value) => ({ id, value, eTag: tag })),
			{ onError: 'continueErrorOutput' },
		);

		expect(items.map(({ json }) => json.dealValue)).toEqual([1]);
		expect(errorItems[0].json).toMatchObject({ errorDetails: { statusCode: 412 } });
		expect(dealValue(id)).toBe(500);
	});
});

describe('a tag moves on by what a change of ours has returned, and by nothing else', () => {
	/** A colleague writes at the moment when the referral is read. */
	function colleagueWritesWhenRead(id: string) {
		let done = false;
		partnerCenter.simulator.fault({
			when: ({ method }) => {
				if (method === 'GET' && !done) {
					done = true;
					partnerCenter.simulator.touch(id, (referral) => {
						referral.details.notes = 'theirs';
					});
				}
				return false;
			},
			until: Promise.resolve(),
		});
	}

	test('not by what was read back after a lost answer', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);
		fault({ applied: 500 });
		colleagueWritesWhenRead(id);

		const { items, errorItems } = await run(
			{ ...VALUE, ...GUARDED, additionalFields: { notes: 'ours {{ $json.value }}' } },
			[1, 2].map((value) => ({ id, value, eTag: tag })),
			{ onError: 'continueErrorOutput' },
		);

		expect(partnerCenter.simulator.referral(id).details.notes).toBe('theirs');
		expect(items.length + errorItems.length).toBe(2);
		expect(JSON.stringify(errorItems)).toContain('nother item of this run or another user');
	});

	test('not by reading that a member is there', async () => {
		const id = partnerCenter.referral({ team: [{ email: 'jane.doe@contoso.com' }] });
		const tag = eTag(id);
		colleagueWritesWhenRead(id);

		const { items, errorItems } = await run(
			{
				...MEMBER,
				...GUARDED,
				email: '={{ $json.email }}',
				skipIfPresent: true,
			},
			['jane.doe@contoso.com', 'new@contoso.com'].map((email) => ({ id, email, eTag: tag })),
			{ onError: 'continueErrorOutput' },
		);

		expect(items).toHaveLength(1);
		expect(errorItems[0].json).toMatchObject({ errorDetails: { statusCode: 412 } });
	});

	test('nor, when n8n tries again, to what a later item has made of it', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);
		fault({ status: 403 });

		const { items } = await run(
			{ ...VALUE, ...GUARDED },
			[1, 2].map((value) => ({ id, value, eTag: tag })),
			{
				onError: 'continueRegularOutput',
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
			},
		);

		expect(dealValue(id)).toBe(2);
		expect(items[0].json.error).toContain('nother item of this run or another user');
	});
});
