import {
	deferred,
	dealValue,
	fault,
	methods,
	partnerCenter,
	run,
	seen,
	startPartnerCenter,
	VALUE,
} from '../send/sendRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe('turns', () => {
	test('two items for one referral arrive in item order, also while the first is sent again', async () => {
		const id = partnerCenter.referral();
		fault({ status: 503, headers: { 'Retry-After': '0' } });
		const items = [1, 2, 3].map((value) => ({ id: value === 2 ? id.toUpperCase() : id, value }));

		const { error } = await run(VALUE, items);

		expect(error).toBeUndefined();
		expect(dealValue(id)).toBe(3);
		expect(
			partnerCenter.simulator.patches.map(({ body }) => (body as { value: string }[])[0].value),
		).toEqual(['1', '1', '2', '3']);
	});

	test('an item that fails does not hold up those behind it', async () => {
		const id = partnerCenter.referral();
		fault({ status: 403 });

		const { items, errorItems } = await run(
			VALUE,
			[1, 2].map((value) => ({ id, value })),
			{ onError: 'continueErrorOutput' },
		);

		expect(errorItems).toHaveLength(1);
		expect(items.map(({ json }) => json.dealValue)).toEqual([2]);
	});

	test('where the node stops on a failure, those behind it stay unsent', async () => {
		const id = partnerCenter.referral();
		fault({ status: 403 });

		const { error } = await run(
			VALUE,
			[1, 2, 3].map((value) => ({ id, value })),
		);

		expect(error?.message).toContain('(403');
		expect(methods()).toEqual(['PATCH']);
	});

	test('different referrals go side by side: one that is slow holds up only itself', async () => {
		const items = [0, 1, 2].map((value) => ({ id: partnerCenter.referral(), value }));
		const { promise: answered, resolve: answer } = deferred();
		fault({ when: ({ referralId }) => referralId === items[0].id, until: answered });
		const running = run(VALUE, items);

		await seen((requests) => requests.filter(({ status }) => status === 200).length === 2);
		answer();

		expect((await running).error).toBeUndefined();
	});
});
