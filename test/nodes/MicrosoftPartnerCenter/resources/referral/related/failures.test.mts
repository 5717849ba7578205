import {
	engage,
	get,
	isFiltered,
	isList,
	lists,
	partnerCenter,
	relatedTo,
	startPartnerCenter,
} from './relatedRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

test('a page that fails temporarily is requested again', async () => {
	engage(['own', 'r1', 'r2', 'r3']);
	partnerCenter.simulator.fault({
		when: isList,
		status: 503,
		headers: { 'Retry-After': '0' },
		skip: 1,
	});

	const { items } = await get(['own']);

	expect(relatedTo(items[0])).toHaveLength(3);
});

test.each([
	[403, 0, 'The signed-in user is not allowed to do this (403'],
	[404, 0, 'Partner Center did not accept the request (404'],
	[500, 1, 'Partner Center could not process the request (500'],
])(
	'a %i on page %i fails the item with a message that names the option',
	async (status, skip, reason) => {
		engage(['own', 'r1', 'r2', 'r3']);
		partnerCenter.simulator.fault({ when: isList, status, skip, times: Infinity });

		const { items, errorItems } = await get(
			['own'],
			{},
			{ onError: 'continueErrorOutput' },
			{ includeRelated: true, maxRetries: 0 },
		);

		expect(items).toEqual([]);
		const { error, id } = errorItems[0].json;
		expect(id).toBe('own');
		expect(error).toContain(
			'The node read the referral, but could not read the related referrals that "Include Related" requests.',
		);
		expect(error).toContain(reason);
		expect(error).toMatch(/\[item 0\]$/);
	},
);

test('a whole list that can’t be read fails the item too', async () => {
	engage(['own', 'r1']);
	partnerCenter.simulator.fault({ when: isFiltered, status: 400 });
	partnerCenter.simulator.fault({ when: isList, status: 403, times: Infinity });

	const { items, error } = await get(['own']);

	expect(items).toEqual([]);
	expect(error?.message).toContain('"Include Related"');
});

test('a referral that can’t be read itself fails as without the option', async () => {
	const { error } = await get(['no-such-referral-1']);

	expect(error?.message).toContain('did not find the "Referral"');
	expect(error?.message).not.toContain('Include Related');
	expect(lists()).toEqual([]);
});
