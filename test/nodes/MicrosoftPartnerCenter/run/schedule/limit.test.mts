import {
	deferred,
	fault,
	MEMBER,
	methods,
	partnerCenter,
	run,
	seen,
	startPartnerCenter,
	VALUE,
} from '../send/sendRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

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
				skipIfPresent: true,
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
