import {
	getAll,
	ids,
	partnerCenter,
	queries,
	referrals,
	startPartnerCenter,
} from './getAllRuns.mts';

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

test('follows the pages for all of them, by the query of the next link alone', async () => {
	const all = referrals(250);

	const { items } = await getAll({ returnAll: true });

	expect(ids(items)).toEqual([...all].reverse());
	expect(partnerCenter.simulator.requests).toHaveLength(3);
	for (const { path, headers } of partnerCenter.simulator.requests) {
		expect(path).toBe('/v1.0/engagements/referrals');
		expect(headers.host).toBe(new URL(partnerCenter.simulator.url).host);
	}
	expect(queries().map((query) => Object.keys(query))).toEqual([
		['$orderby'],
		['$skiptoken'],
		['$skiptoken'],
	]);
});

test('each page is a request of its own, by its MS-RequestId', async () => {
	referrals(250);

	await getAll({ returnAll: true });

	const requestIds = partnerCenter.simulator.requests.map(({ headers }) => headers['ms-requestid']);
	expect(new Set(requestIds).size).toBe(3);
});

test('stops at the page that fills a limit of more than one', async () => {
	referrals(350);

	const { items } = await getAll({ limit: 150 });

	expect(items).toHaveLength(150);
	expect(partnerCenter.simulator.requests).toHaveLength(2);
});

test('a page that is rejected temporarily is requested again, and no referral is output twice', async () => {
	const all = referrals(250);
	partnerCenter.simulator.fault({ status: 429, headers: { 'Retry-After': '0' }, skip: 1 });
	partnerCenter.simulator.fault({ connection: 'reset', skip: 2 });

	const { items } = await getAll({ returnAll: true });

	expect(ids(items)).toEqual([...all].reverse());
});

test('a referral that moves while the list is read is there once', async () => {
	referrals(150);
	partnerCenter.simulator.fault({
		skip: 1,
		delayMs: 1,
		until: Promise.resolve().then(() => {
			partnerCenter.simulator.touch('referral-10', ({ details }) => {
				details.notes = 'moved to the front';
			});
		}),
	});

	const { items } = await getAll({ returnAll: true });

	expect(new Set(ids(items)).size).toBe(items.length);
});

test('a failure on a later page is a failure: a part would pass for the whole', async () => {
	referrals(250);
	partnerCenter.simulator.fault({ status: 403, skip: 2 });

	const { items, errorItems } = await getAll({ returnAll: true }, [{ own: 'field' }], {
		onError: 'continueErrorOutput',
	});

	expect(items).toEqual([]);
	expect(errorItems.map(({ json }) => json)).toMatchObject([
		{ own: 'field', error: expect.stringContaining('is not allowed to do this (403') as string },
	]);
});

test.each([
	[
		'repeats',
		'https://elsewhere.example/x?$skiptoken=same',
		'Partner Center returned a list whose pages repeat and do not end',
	],
	['has no query', 'https://elsewhere.example/x', 'The response could not be read as a list'],
	[
		'has an empty query',
		'https://elsewhere.example/x?',
		'The response could not be read as a list',
	],
	['is no text', { link: 1 }, 'The response could not be read as a list'],
])('a next link that %s ends in a message', async (_name, link, message) => {
	partnerCenter.simulator.fault({
		status: 200,
		body: { value: [], '@odata.nextLink': link },
		times: Infinity,
	});

	const { error } = await getAll({ returnAll: true, options: { maxRetries: 0 } });

	expect(error?.message).toContain(message);
	expect(partnerCenter.simulator.requests.length).toBeLessThanOrEqual(2);
});

test('pages that bring nothing new end in a message', async () => {
	let page = 0;
	partnerCenter.simulator.fault({
		when: () => {
			partnerCenter.simulator.fault({
				status: 200,
				body: { value: [], '@odata.nextLink': `?$skiptoken=${++page}` },
			});
			return false;
		},
		status: 200,
		times: Infinity,
	});

	const { error } = await getAll({ limit: 1 });

	expect(error?.message).toMatch(
		/^Partner Center returned a list whose pages repeat and do not end/,
	);
	expect(page).toBeLessThan(1000);
});

test.each([
	[{ value: 'text' }],
	[{ value: [1] }],
	[{ value: [{ name: 'no ID' }] }],
	[[]],
	['<html>'],
	[{}],
])('an answer that is no list is said so: %j', async (body) => {
	partnerCenter.simulator.fault({ status: 200, body, times: Infinity });

	const { error } = await getAll({ options: { maxRetries: 0 } });

	expect(error?.message).toMatch(/^The response could not be read as a list of referrals \(200\)/);
});
