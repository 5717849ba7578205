import { create, ids, partnerCenter, passTime, poller, touch } from './polledService.mts';

/** What the monotonic clock shows, in milliseconds. */
let elapsed: number;

beforeEach(() => {
	elapsed = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => elapsed);
});
afterEach(() => {
	jest.restoreAllMocks();
});

/** From now on, each page takes the given number of milliseconds. */
function slowPages(milliseconds: number): void {
	partnerCenter.simulator.fault({
		when: () => {
			elapsed += milliseconds;
			return false;
		},
		delayMs: 0,
		times: Infinity,
	});
}

function createMany(count: number): string[] {
	const all = Array.from({ length: count }, (_, index) => `r${index}`);
	for (const id of all) {
		passTime(60_000);
		create(id);
	}
	return all;
}

const ANY_SERVICE = [
	['filters by date', () => undefined],
	[
		'rejects a filter by date',
		() => {
			rejectFilters(400);
		},
	],
	[
		'implements no filter by date',
		() => {
			rejectFilters(501);
		},
	],
] as const;

function rejectFilters(status: number): void {
	const when = ({ query }: { query: Record<string, string | undefined> }) => '$filter' in query;
	partnerCenter.simulator.fault({ status, when, times: Infinity });
}

describe.each(ANY_SERVICE)('a service that %s', (_name, prepare) => {
	test('existing referrals are delivered once, over as many polls as it takes', async () => {
		const all = createMany(40);
		slowPages(5_000);
		prepare();
		const trigger = poller({ includeExisting: true });

		const polls: unknown[][] = [];
		while (polls.flat().length < all.length && polls.length < 20) {
			const start = elapsed;
			polls.push(await ids(trigger.poll()));
			expect(elapsed - start).toBeLessThanOrEqual(45_000);
		}

		expect(polls.length).toBeGreaterThan(1);
		expect(polls.flat().sort()).toEqual([...all].sort());
		for (let more = 0; more < 3; more += 1) expect(await ids(trigger.poll())).toEqual([]);
	});

	test('what is created and changed while the existing ones are read is delivered once', async () => {
		createMany(40);
		slowPages(5_000);
		prepare();
		const trigger = poller({ events: ['referralCreated', 'referralUpdated'] });
		expect(await ids(trigger.poll())).toEqual([]);

		create('new');
		touch('r39');
		touch('r0');

		const delivered: unknown[] = [];
		for (let polls = 0; polls < 20; polls += 1) {
			for (const { json } of await trigger.poll()) {
				delivered.push([json.id, (json.event as { names: string[] }).names]);
			}
		}
		expect(delivered).toEqual([
			['new', ['referralCreated']],
			['r39', ['referralUpdated']],
			['r0', ['referralUpdated']],
		]);
	});

	test('many changes are delivered once, over as many polls as it takes', async () => {
		const all = createMany(40);
		const trigger = poller({ events: ['referralUpdated'] });
		await trigger.poll();
		prepare();
		slowPages(5_000);
		for (const id of all) touch(id);

		const delivered: unknown[] = [];
		for (let polls = 0; polls < 20; polls += 1) delivered.push(...(await ids(trigger.poll())));

		expect(delivered.sort()).toEqual([...all].sort());
	});
});

test('a request without an answer ends with the time for the poll, and nothing is lost', async () => {
	create('a');
	const trigger = poller({ includeExisting: true });
	const time = new AbortController();
	jest.spyOn(AbortSignal, 'timeout').mockReturnValue(time.signal);
	let arrived!: () => void;
	const arrival = new Promise<void>((resolve) => (arrived = resolve));
	partnerCenter.simulator.fault({
		when: () => {
			arrived();
			return true;
		},
		until: new Promise(() => undefined),
	});

	const polled = trigger.poll();
	await arrival;
	time.abort();

	await expect(polled).rejects.toMatchObject({ name: 'NodeApiError' });
	jest.restoreAllMocks();
	expect(await ids(trigger.poll())).toEqual(['a']);
});

test('a page that the service allows only later keeps what was read before', async () => {
	const all = createMany(40);
	const trigger = poller({ includeExisting: true });
	const header = { 'Retry-After': '50' };
	const delivered: unknown[] = [];
	for (let polls = 0; polls < 20; polls += 1) {
		partnerCenter.simulator.reset();
		partnerCenter.simulator.fault({ status: 429, headers: header, skip: 12, times: Infinity });
		delivered.push(...(await ids(trigger.poll())));
	}

	expect(delivered.sort()).toEqual([...all].sort());
});

test('an old page that the service fails to return does not keep new changes from being delivered', async () => {
	createMany(40);
	slowPages(5_000);
	const trigger = poller();
	await trigger.poll();
	partnerCenter.simulator.fault({
		status: 500,
		when: ({ query }) => '$filter' in query,
		times: Infinity,
	});

	create('new');

	expect(await ids(trigger.poll())).toEqual(['new']);
});
