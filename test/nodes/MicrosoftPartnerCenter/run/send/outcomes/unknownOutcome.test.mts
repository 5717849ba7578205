import type { Fault } from '../../../../../simulator/simulator.mts';
import { byId } from '../../../../../engine/partnerCenter.mts';
import {
	deferred,
	dealValue,
	eTag,
	emails,
	fault,
	GUARDED,
	isPatch,
	MEMBER,
	methods,
	one,
	partnerCenter,
	run,
	seen,
	startPartnerCenter,
	VALUE,
} from '../sendRuns.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

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
		expect(error?.message).toContain('it is unknown whether the change was made (503');
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

		expect(error?.message).toBe(
			'There was an internal server error. Partner Center could not process the request (500 generalException) [item 0]',
		);
		expect(error?.description).toContain('The referral did not contain the change');
		expect(error?.description).toContain('was sent 2 times');
	});

	test('stays unknown where the referral can’t be read either', async () => {
		const id = partnerCenter.referral();
		partnerCenter.simulator.fault({ status: 500, times: Infinity });

		const { error } = await run({ ...VALUE, options: { maxRetries: 1 } }, [{ id, value: 1 }]);

		expect(methods()).toEqual(['PATCH', 'GET', 'GET']);
		expect(error?.message).toContain('it is unknown whether the change was made');
		expect(error?.description).toContain('may have been made');
	});
});

test('a 412 to a change without an eTag is final: nothing is sent over and over', async () => {
	const { error } = await one(VALUE, { status: 412, times: Infinity });

	expect(methods()).toEqual(['PATCH']);
	expect(error?.message).toContain('(412');
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

	const { error } = await run({ ...MEMBER, skipIfPresent: true, options: { maxRetries: 1 } }, [
		{ id },
	]);

	expect(methods()).toEqual(['GET', 'GET']);
	expect(error?.message).toBe(
		'The service is temporarily unavailable. Partner Center could not process the request (503 serviceNotAvailable) [item 0]',
	);
	expect(error?.description).toContain('Nothing was changed.');
});

test('a closed referral that refuses a change is asked once more at most', async () => {
	const id = partnerCenter.referral({ status: 'Closed', substatus: 'Lost' });
	fault({ status: 503, headers: { 'Retry-After': '0' } });

	const { error } = await run(VALUE, [{ id, value: 77 }]);

	expect(methods()).toEqual(['PATCH', 'GET', 'PATCH', 'GET']);
	expect(error?.message).toContain('(400 invalidRequest)');
});
