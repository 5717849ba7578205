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

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the limit', () => {
	test.each([
		[undefined, [5, 10, 20, 40, 50, 50]],
		[20, [5, 10, 20, 20]],
		[3, [3, 3]],
		[1, [1, 1]],
	])('of %p lets this many requests be in flight, round by round: %p', async (given, rounds) => {
		const items = Array.from({ length: sum(rounds) }, (_, value) => ({
			id: partnerCenter.referral(),
			value,
		}));
		const answers = rounds.map(() => deferred());
		rounds.forEach((times, round) => {
			fault({ until: answers[round].promise, times });
		});
		const options = given === undefined ? {} : { maxConcurrentRequests: given };
		const running = run({ ...VALUE, options }, items);

		for (const [round, { resolve: answer }] of answers.entries()) {
			await seen((requests) => requests.length === sum(rounds.slice(0, round + 1)));
			for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
			expect(methods()).toHaveLength(sum(rounds.slice(0, round + 1)));
			answer();
		}

		expect((await running).error).toBeUndefined();
		expect(partnerCenter.simulator.maxInFlight).toBe(Math.max(...rounds));
	});

	test.each([429, 503])(
		'is halved once by a round of answers with %d, and then grows by one',
		async (status) => {
			const rounds = [5, 10, 5, 6, 7];
			// The ten that are refused are sent again.
			const items = Array.from({ length: sum(rounds) - 10 }, () => ({
				id: partnerCenter.referral(),
			}));
			const answers = rounds.map(() => deferred());
			rounds.forEach((times, round) => {
				const refusal = round === 1 ? { status, headers: { 'Retry-After': '1' } } : {};
				partnerCenter.simulator.fault({ until: answers[round].promise, times, ...refusal });
			});
			const running = run({ operation: 'get', referralId: VALUE.referralId }, items);

			for (const [round, { resolve: answer }] of answers.entries()) {
				await seen(({ length }) => length === sum(rounds.slice(0, round + 1)));
				for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
				expect(methods()).toHaveLength(sum(rounds.slice(0, round + 1)));
				answer();
			}

			expect((await running).error).toBeUndefined();
		},
	);

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
		expect(error?.message).toMatch(
			new RegExp(`^"${name}" (?:must be a whole number|is empty).*\\[item 0\\]$`),
		);
	});
});
