import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';

import type { IDataObject, INode } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { Fault, RecordedRequest } from '../../../../simulator/simulator.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

const VALUE = {
	operation: 'updateDealValue',
	referralId: byId('={{ $json.id }}'),
	dealValue: '={{ $json.value }}',
};
const MEMBER = {
	operation: 'addTeamMember',
	referralId: byId('={{ $json.id }}'),
	email: 'jane.doe@contoso.com',
};
const GUARDED = { useIfMatch: true };

const isPatch = ({ method }: RecordedRequest) => method === 'PATCH';
const fault = (one: Fault) => {
	partnerCenter.simulator.fault({ when: isPatch, ...one });
};
const methods = () => partnerCenter.simulator.requests.map(({ method }) => method);
const dealValue = (id: string) => partnerCenter.simulator.referral(id).details.dealValue;
const emails = (id: string) => partnerCenter.simulator.referral(id).team.map(({ email }) => email);
const eTag = (id: string) => partnerCenter.simulator.referral(id).eTag;

const run = (parameters: object, items: IDataObject[], node: Partial<INode> = {}) =>
	partnerCenter.run(parameters as never, { items, node });

/** One change of one referral that meets these faults. */
async function one(parameters: object, ...faults: Fault[]) {
	const id = partnerCenter.referral();
	for (const each of faults) fault(each);
	return { id, ...(await run(parameters, [{ id, value: 77, eTag: eTag(id) }])) };
}

describe('a change that was refused with 429', () => {
	test.each([
		['after the seconds that it asks for', { 'Retry-After': '1' }, 1000],
		['at once, where it asks for no wait', { 'Retry-After': '0' }, 0],
	])('is sent again %s', async (_name, headers, wait) => {
		const { error, items } = await one(VALUE, { status: 429, headers });

		expect(error).toBeUndefined();
		expect(items[0].json.dealValue).toBe(77);
		const [first, second] = partnerCenter.simulator.requests;
		expect(methods()).toEqual(['PATCH', 'PATCH']);
		expect(second.at - first.at).toBeGreaterThanOrEqual(wait);
	});

	test('is sent again at the HTTP date that it names, by the service’s own clock', async () => {
		const clock = Date.parse('2020-01-01T00:00:00Z');
		const { error } = await one(VALUE, {
			status: 429,
			headers: {
				Date: new Date(clock).toUTCString(),
				'Retry-After': new Date(clock + 1000).toUTCString(),
			},
		});

		expect(error).toBeUndefined();
		const [first, second] = partnerCenter.simulator.requests;
		expect(second.at - first.at).toBeGreaterThanOrEqual(1000);
	});

	test('is sent again after a backoff where it names none', async () => {
		const { error } = await one(VALUE, { status: 429, shape: 'gateway', times: 2 });

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['PATCH', 'PATCH', 'PATCH']);
	});

	test('is sent again as often as the person wants, and then says how often and how long', async () => {
		const { error } = await one(
			{ ...VALUE, options: { maxRetries: 2 } },
			{ status: 429, headers: { 'Retry-After': '0' }, times: Infinity },
		);

		expect(methods()).toEqual(['PATCH', 'PATCH', 'PATCH']);
		expect(error?.message).toContain('(429 serviceNotAvailable) [item 0]');
		expect(error?.description).toMatch(/It was sent 3 times over \d+(\.\d)? s\./);
		expect(error?.description).toContain('Nothing was changed');
	});

	test('holds up all other requests of the run', async () => {
		const items = Array.from({ length: 12 }, (_, value) => ({
			id: partnerCenter.referral(),
			value,
		}));
		fault({ status: 429, skip: 3, headers: { 'Retry-After': '1' } });

		const { error } = await run({ ...VALUE, options: { maxConcurrentRequests: 1 } }, items);

		expect(error).toBeUndefined();
		const { requests } = partnerCenter.simulator;
		const refused = requests.findIndex(({ status }) => status === 429);
		expect(refused).toBe(3);
		expect(requests[4].at - requests[3].at).toBeGreaterThanOrEqual(1000);
		expect(requests[4].referralId).toBe(requests[3].referralId);
		expect(requests).toHaveLength(13);
	});
});

test('a wait of more than two minutes ends in a message that names it', async () => {
	const { error } = await one(VALUE, { status: 429, headers: { 'Retry-After': '3600' } });

	expect(methods()).toEqual(['PATCH']);
	expect(error?.description).toContain('asks to wait 3600 s, and this node waits 120 s at most');
});

describe('a change whose outcome is unknown', () => {
	const NOT_MADE: Fault[] = [
		{ status: 500 },
		{ status: 502, shape: 'html' },
		{ status: 503, headers: { 'Retry-After': '0' } },
		{ status: 504, shape: 'empty' },
		{ connection: 'reset' },
		{ status: 200, body: '<html>a proxy</html>' },
	];
	const MADE: Fault[] = [
		{ applied: 500 },
		{ applied: 502 },
		{ applied: 503 },
		{ applied: 504 },
		{ connection: 'applied-then-reset' },
	];

	test.each(NOT_MADE)(
		'is read back, found not made, and sent again with the eTag read: %j',
		async (one_) => {
			const { id, error } = await one(VALUE, one_);

			expect(error).toBeUndefined();
			expect(methods()).toEqual(['PATCH', 'GET', 'PATCH']);
			expect(dealValue(id)).toBe(77);
			const [first, , second] = partnerCenter.simulator.requests;
			expect(first.headers).not.toHaveProperty('if-match');
			expect(second.headers['if-match']).toMatch(/^"/);
			expect(second.headers['ms-requestid']).toBe(first.headers['ms-requestid']);
		},
	);

	test.each(MADE)('is read back, found made, and reported as a success: %j', async (one_) => {
		const { id, error, items } = await one(VALUE, one_);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['PATCH', 'GET']);
		expect(items[0].json).toMatchObject({ id, dealValue: 77, eTag: eTag(id) });
	});

	test.each([...NOT_MADE, ...MADE])('adds a member exactly once: %j', async (one_) => {
		const { id, error } = await one(MEMBER, one_);

		expect(error).toBeUndefined();
		expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	});

	test.each([...NOT_MADE, ...MADE])('keeps to the eTag that the person gave: %j', async (one_) => {
		const { id, error } = await one({ ...VALUE, ...GUARDED }, one_);

		expect(error).toBeUndefined();
		expect(dealValue(id)).toBe(77);
		const tags = partnerCenter.simulator.patches.map(({ headers }) => headers['if-match']);
		expect(new Set(tags).size).toBe(1);
	});

	test.each(MADE)(
		'closes a referral, which refuses to be closed a second time: %j',
		async (one_) => {
			const { id, error, items } = await one(
				{ operation: 'changeStatus', referralId: byId('={{ $json.id }}'), substatus: 'Won' },
				one_,
			);

			expect(error).toBeUndefined();
			expect(items[0].json).toMatchObject({ id, status: 'Closed', substatus: 'Won' });
		},
	);

	test('gives a receipt when it was found made and no representation was asked for', async () => {
		const { id, items } = await one({ ...VALUE, returnRepresentation: false }, { applied: 500 });

		expect(items[0].json).toMatchObject({ id, success: true, eTag: eTag(id) });
	});

	test('is found made also when it arrived late, after it was read back', async () => {
		const { promise: arrives, resolve: arrive } = deferred();
		fault({ landsLate: 0, until: arrives });
		partnerCenter.simulator.fault({
			when: (request) => isPatch(request) && request.headers['if-match'] !== undefined,
			until: (async () => {
				await arrives;
			})(),
		});
		const id = partnerCenter.referral();
		const running = run(MEMBER, [{ id }]);
		await seen((requests) => requests.length === 3);
		arrive();

		const { error } = await running;

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['PATCH', 'GET', 'PATCH', 'GET']);
		expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	});

	test('is not sent again, and not looked for, where retries are off', async () => {
		const { error } = await one({ ...VALUE, options: { maxRetries: 0 } }, { status: 503 });

		expect(methods()).toEqual(['PATCH']);
		expect(error?.message).toContain('whether the change was made is unknown (503');
	});

	test('is looked for once more after the last try', async () => {
		const { id, error } = await one(
			{ ...VALUE, options: { maxRetries: 1 } },
			{ status: 500 },
			{ applied: 500 },
		);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['PATCH', 'GET', 'PATCH', 'GET']);
		expect(dealValue(id)).toBe(77);
	});

	test('ends in a message that says it was not there when last read', async () => {
		const { error } = await one(
			{ ...VALUE, options: { maxRetries: 1 } },
			{ status: 500, times: Infinity },
		);

		expect(error?.message).toBe('Partner Center could not answer (500 generalException) [item 0]');
		expect(error?.description).toContain('the change was not in it');
		expect(error?.description).toContain('It was sent 2 times');
	});

	test('stays unknown where the referral can’t be read either', async () => {
		const id = partnerCenter.referral();
		partnerCenter.simulator.fault({ status: 500, times: Infinity });

		const { error } = await run({ ...VALUE, options: { maxRetries: 1 } }, [{ id, value: 1 }]);

		expect(methods()).toEqual(['PATCH', 'GET', 'GET']);
		expect(error?.message).toContain('whether the change was made is unknown');
		expect(error?.description).toContain('may have been made');
	});
});

test('a 412 to a change without an eTag is final: nothing is sent over and over', async () => {
	const { error } = await one(VALUE, { status: 412, times: Infinity });

	expect(methods()).toEqual(['PATCH']);
	expect(error?.message).toContain('(412');
});

test('after a failure that stops the node, what was refused with 429 is not sent again', async () => {
	const items = [0, 1].map((value) => ({ id: partnerCenter.referral(), value }));
	fault({
		when: ({ referralId }) => referralId === items[0].id,
		status: 429,
		headers: { 'Retry-After': '1' },
	});
	fault({ when: ({ referralId }) => referralId === items[1].id, status: 403 });

	const { error } = await run(VALUE, items);

	expect(error?.message).toContain('(403');
	expect(methods()).toEqual(['PATCH', 'PATCH']);
});

describe('a colleague who writes in between', () => {
	/** Makes the change at the moment when the referral is read back. */
	function whenRead(
		id: string,
		change: (referral: {
			name: string | null;
			details: { dealValue: number | null; notes: string | null };
		}) => void,
	) {
		let done = false;
		partnerCenter.simulator.fault({
			when: ({ method }) => {
				if (method === 'GET' && !done) {
					done = true;
					partnerCenter.simulator.touch(id, change);
				}
				return false;
			},
			until: Promise.resolve(),
		});
	}

	test('something else: ours is made, and theirs stays', async () => {
		const id = partnerCenter.referral();
		fault({ connection: 'reset' });
		whenRead(id, (referral) => {
			referral.name = 'Renamed';
		});

		const { error } = await run(VALUE, [{ id, value: 77 }]);

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.referral(id)).toMatchObject({
			name: 'Renamed',
			details: { dealValue: 77 },
		});
	});

	test('with an eTag, and ours was not made: unclear, no one is blamed, and theirs stays', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);
		fault({ connection: 'reset' });
		whenRead(id, (referral) => {
			referral.details.dealValue = 1;
		});

		const { error } = await run({ ...VALUE, ...GUARDED }, [{ id, value: 77, eTag: tag }]);

		expect(methods()).toEqual(['PATCH', 'GET']);
		expect(error?.message).toMatch(/^Whether your change was made is unclear/);
		expect(error?.description).toMatch(/^In doubt: \/details\/dealValue\. /);
		expect(dealValue(id)).toBe(1);
	});

	test('with an eTag, and ours was made: a success', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);
		fault({ connection: 'applied-then-reset' });
		whenRead(id, (referral) => {
			referral.name = 'Renamed';
		});

		const { error } = await run({ ...VALUE, ...GUARDED }, [{ id, value: 77, eTag: tag }]);

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.patches).toHaveLength(1);
	});
});

describe('Skip If Present', () => {
	const SKIP = { ...MEMBER, additionalFields: { skipIfPresent: true } };

	test('leaves a referral alone that has the member, whatever the email’s case', async () => {
		const id = partnerCenter.referral({ team: [{ email: 'Jane.Doe@Contoso.com' }] });

		const { items } = await run(SKIP, [{ id }]);

		expect(methods()).toEqual(['GET']);
		expect(items[0].json).toMatchObject({ id, name: 'Contoso moves to Azure', eTag: eTag(id) });
	});

	test('gives out the referral also where no representation was asked for', async () => {
		const id = partnerCenter.referral({ team: [{ email: 'jane.doe@contoso.com' }] });

		const { items } = await run({ ...SKIP, returnRepresentation: false }, [{ id }]);

		expect(items[0].json).toMatchObject({ id, name: 'Contoso moves to Azure' });
	});

	test('adds the member with the eTag that was read', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);

		await run(SKIP, [{ id }]);

		expect(methods()).toEqual(['GET', 'PATCH']);
		expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(tag);
		expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	});

	test('two runs that race add the member once', async () => {
		const id = partnerCenter.referral();

		const results = await Promise.all([
			run(SKIP, [{ id }]),
			run(SKIP, [{ id }]),
			run(SKIP, [{ id }]),
		]);

		expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
		expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	});

	test('even a request that arrives late does not add the member twice', async () => {
		const { promise: arrives, resolve: arrive } = deferred();
		fault({ landsLate: 0, until: arrives });
		const id = partnerCenter.referral();

		await run(SKIP, [{ id }]);
		arrive();
		await partnerCenter.simulator.idle();

		expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	});

	test('off is off', async () => {
		const id = partnerCenter.referral();

		await run({ ...MEMBER, additionalFields: { skipIfPresent: false } }, [{ id }]);

		expect(methods()).toEqual(['PATCH']);
	});
});

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

describe('the limit', () => {
	test.each([
		[undefined, 5],
		[1, 1],
		[20, 20],
	])('of %p lets %d requests be under way at one time, and uses it', async (given, most) => {
		const items = Array.from({ length: 60 }, (_, value) => ({
			id: partnerCenter.referral(),
			value,
		}));
		const { promise: answered, resolve: answer } = deferred();
		fault({ until: answered, times: Infinity });
		const options = given === undefined ? {} : { maxConcurrentRequests: given };
		const running = run({ ...VALUE, options }, items);

		await seen((requests) => requests.length === most);
		await new Promise((resolve) => setImmediate(resolve));
		answer();

		expect((await running).error).toBeUndefined();
		expect(partnerCenter.simulator.maxInFlight).toBe(most);
		expect(methods()).toHaveLength(60);
	});

	test('counts the requests that read a referral', async () => {
		const items = Array.from({ length: 20 }, () => ({ id: partnerCenter.referral() }));

		const { error } = await run(
			{
				...MEMBER,
				additionalFields: { skipIfPresent: true },
				options: { maxConcurrentRequests: 2 },
			},
			items,
		);

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.maxInFlight).toBeLessThanOrEqual(2);
	});

	test.each([
		[{ maxConcurrentRequests: 0 }, 'Max Concurrent Requests'],
		[{ maxConcurrentRequests: 1.5 }, 'Max Concurrent Requests'],
		[{ maxConcurrentRequests: '={{ $json.missing }}' }, 'Max Concurrent Requests'],
		[{ maxRetries: -1 }, 'Max Retries'],
		[{ maxRetries: 'many' }, 'Max Retries'],
	])('an option that makes no sense sends nothing: %j', async (options, name) => {
		const { error } = await run({ ...VALUE, options }, [{ id: 'r-1', value: 1 }]);

		expect(methods()).toEqual([]);
		expect(error?.message).toMatch(new RegExp(`^"${name}" must be a whole number .*\\[item 0\\]$`));
	});
});

test('a longer wait that a second 429 asks for also holds up what waits already', async () => {
	const items = [0, 1].map((value) => ({ id: partnerCenter.referral(), value }));
	const of = (index: number) => (request: RecordedRequest) =>
		isPatch(request) && request.referralId === items[index].id;
	fault({ when: of(0), status: 429, headers: { 'Retry-After': '1' } });
	fault({ when: of(1), status: 429, headers: { 'Retry-After': '2' }, delayMs: 100 });

	const { error } = await run(VALUE, items);

	expect(error).toBeUndefined();
	const [, , third, fourth] = partnerCenter.simulator.requests.map(({ at }) => at);
	const refused = partnerCenter.simulator.requests[1].at;
	expect(Math.min(third, fourth) - refused).toBeGreaterThanOrEqual(2000);
});

test('a change that a gateway’s time-out may have let through is looked for: no member twice', async () => {
	const { id, error } = await one(MEMBER, { applied: 408 });

	expect(error).toBeUndefined();
	expect(methods()).toEqual(['PATCH', 'GET']);
	expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
});

test('what could not even be read was not changed, and the message says no more than that', async () => {
	const id = partnerCenter.referral();
	partnerCenter.simulator.fault({ status: 503, headers: { 'Retry-After': '0' }, times: Infinity });

	const { error } = await run(
		{ ...MEMBER, additionalFields: { skipIfPresent: true }, options: { maxRetries: 1 } },
		[{ id }],
	);

	expect(methods()).toEqual(['GET', 'GET']);
	expect(error?.message).toBe('Partner Center could not answer (503 serviceNotAvailable) [item 0]');
	expect(error?.description).toContain('Nothing was changed.');
});

test('a closed referral that refuses a change is asked once more at most', async () => {
	const id = partnerCenter.referral({ status: 'Closed', substatus: 'Lost' });
	fault({ status: 503, headers: { 'Retry-After': '0' } });

	const { error } = await run(VALUE, [{ id, value: 77 }]);

	expect(methods()).toEqual(['PATCH', 'GET', 'PATCH', 'GET']);
	expect(error?.message).toContain('(400 invalidRequest)');
});

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
		expect(JSON.stringify(errorItems)).toContain('by another item of this run or by somebody else');
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
				additionalFields: { skipIfPresent: true },
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
		expect(items[0].json.error).toContain('by another item of this run or by somebody else');
	});
});

test('a try that is still under way when n8n begins the next is waited for, and not repeated', async () => {
	const ids = [0, 1, 2].map(() => partnerCenter.referral());
	const { promise: answered, resolve: answer } = deferred();
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
	const { readings } = partnerCenter.credential;
	await until(() => partnerCenter.credential.readings >= readings + 2);
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

test('each request has an id of its own, and all of an execution share one', async () => {
	const items = [1, 2].map((value) => ({ id: partnerCenter.referral(), value }));
	fault({ status: 500 });

	await run(VALUE, items);
	await run(VALUE, items);

	const ids = partnerCenter.simulator.requests.map(({ headers }) => headers);
	const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
	expect(ids.every((one_) => guid.test(String(one_['ms-requestid'])))).toBe(true);
	expect(new Set(ids.map((one_) => one_['ms-requestid'])).size).toBe(5);
	expect(new Set(ids.slice(0, 4).map((one_) => one_['ms-correlationid'])).size).toBe(1);
	expect(new Set(ids.map((one_) => one_['ms-correlationid'])).size).toBe(2);
});

describe('stopping the execution', () => {
	/** Lets everything run that has nothing to wait for. */
	async function settled(): Promise<void> {
		for (let turn = 0; turn < 50; turn += 1) {
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	test.each([
		['a wait that a 429 asks for', { status: 429, headers: { 'Retry-After': '100' } }],
		['a wait before a change is looked for', { status: 503, headers: { 'Retry-After': '100' } }],
		['a request that is under way', { until: new Promise<never>(() => undefined) }],
	] as [string, Fault][])('ends %s at once, and sends nothing more', async (_name, one_) => {
		const items = Array.from({ length: 20 }, (_, value) => ({
			id: partnerCenter.referral(),
			value,
		}));
		fault({ ...one_, times: Infinity });
		const { finished, cancel, signal } = partnerCenter.engine.start(partnerCenter.credential, {
			parameters: VALUE as never,
			items,
		});
		await seen((requests) => requests.length >= 5);
		expect(getEventListeners(signal, 'abort').length).toBeLessThan(10);

		cancel();
		await Promise.allSettled([finished]);
		await settled();
		const sent = partnerCenter.simulator.requests.length;
		await settled();

		expect(sent).toBeLessThan(20);
		expect(partnerCenter.simulator.requests).toHaveLength(sent);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	test('leaves nothing behind that keeps a process alive', () => {
		const output = execFileSync(
			process.execPath,
			['--import', 'tsx', 'test/engine/cancelledWait.mts'],
			{
				encoding: 'utf8',
				timeout: 40_000,
			},
		);

		expect(output.trim()).toBe('canceled');
	}, 60_000);

	test('leaves no listener behind when it was not stopped', async () => {
		const { finished, signal } = partnerCenter.engine.start(partnerCenter.credential, {
			parameters: VALUE as never,
			items: [{ id: partnerCenter.referral(), value: 1 }],
		});
		await finished;

		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

/** Resolves when the requests that have arrived are as wanted. */
async function seen(wanted: (requests: RecordedRequest[]) => boolean): Promise<void> {
	await until(() => wanted(partnerCenter.simulator.requests));
}

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
	let resolve!: () => void;
	const promise = new Promise<void>((settle) => {
		resolve = settle;
	});
	return { promise, resolve };
}
