import {
	deferred,
	dealValue,
	eTag,
	emails,
	fault,
	GUARDED,
	MEMBER,
	partnerCenter,
	run,
	seen,
	startPartnerCenter,
	until,
	VALUE,
} from '../sendRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

test('a try that is still under way when n8n begins the next is waited for, and not repeated', async () => {
	const ids = [0, 1, 2].map(() => partnerCenter.referral());
	const { promise: answered, resolve: answer } = deferred();
	const { readings } = partnerCenter.credential;
	fault({ when: ({ referralId }) => referralId === ids[0], until: answered });
	const running = run(
		{
			...MEMBER,
			email:
				'={{ $json.broken && $runIndex === 0 ? $("Nowhere").item.json.email : "jane.doe@contoso.com" }}',
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 20 } } },
			options: { maxConcurrentRequests: 1 },
		},
		ids.map((id, index) => ({ id, broken: index === 2 })),
		{ retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	);
	await seen((requests) => requests.length === 1);
	// n8n reads the credential three times for the first try, and twice for the second one until it waits.
	await until(() => partnerCenter.credential.readings >= readings + 5);
	answer();

	await running;
	await partnerCenter.simulator.idle();

	expect(emails(ids[0])).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	expect(partnerCenter.simulator.maxInFlight).toBe(1);
});

describe('Retry On Fail', () => {
	const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	test.each(['stopWorkflow', 'continueErrorOutput', 'continueRegularOutput'] as const)(
		'sends only what has not succeeded (%s)',
		async (onError) => {
			const items = [1, 2, 3].map((value) => ({ id: partnerCenter.referral(), value }));
			fault({ when: ({ referralId }) => referralId === items[0].id, status: 403 });

			const { items: given, error } = await run(
				{ ...VALUE, options: { maxConcurrentRequests: 1 } },
				items,
				{ ...RETRY, onError },
			);

			expect(error).toBeUndefined();
			expect(given.map(({ json }) => json.dealValue)).toEqual([1, 2, 3]);
			const sent = partnerCenter.simulator.patches.map(({ referralId }) => referralId);
			expect(sent.filter((id) => id === items[0].id)).toHaveLength(2);
			expect(sent).toHaveLength(4);
		},
	);

	test('adds no member twice whose adding has succeeded, or may have', async () => {
		const items = [1, 2, 3].map(() => ({ id: partnerCenter.referral() }));
		fault({ when: ({ referralId }) => referralId === items[1].id, applied: 500 });
		fault({ when: ({ referralId }) => referralId === items[2].id, status: 403 });

		const { error } = await run({ ...MEMBER, options: { maxRetries: 0 } }, items, RETRY);

		expect(error).toBeUndefined();
		for (const { id } of items) {
			expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
		}
		expect(
			new Set(partnerCenter.simulator.patches.map(({ headers }) => headers['ms-requestid'])).size,
		).toBe(3);
	});

	test('moves on the tags of what has succeeded in the try before', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);
		fault({ skip: 1, status: 403 });

		const { error } = await run(
			{ ...VALUE, ...GUARDED },
			[1, 2].map((value) => ({ id, value, eTag: tag })),
			RETRY,
		);

		expect(error).toBeUndefined();
		expect(dealValue(id)).toBe(2);
	});
});
