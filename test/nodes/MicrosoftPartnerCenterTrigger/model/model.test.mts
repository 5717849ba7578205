import * as fc from 'fast-check';

import { randomRuns } from '../../../randomRuns.mts';
import { History } from './history.mts';
import type { Deed } from './history.mts';
import type { Habits } from './listModel.mts';

const runs = randomRuns({ short: 300, long: 200_000 });

const habits: fc.Arbitrary<Habits> = fc.record({
	pageSize: fc.integer({ min: 1, max: 4 }),
	dateFilter: fc.constantFrom('applied', 'rejected', 'ignored'),
	linksExpire: fc.boolean(),
	hasCount: fc.boolean(),
	hasDate: fc.boolean(),
	hasETag: fc.boolean(),
});

const deedsOf = (kinds: Array<Deed['kind']>) =>
	fc.record({
		kind: fc.constantFrom(...kinds),
		which: fc.nat(20),
		pause: fc.constantFrom(0, 0, 1, 1000, 200_000, 400_000),
	});

const CHANGES = ['create', 'status', 'value', 'currency', 'notes'] as const;

const deeds = deedsOf([...CHANGES, ...CHANGES, 'future', 'hide', 'show', 'late']);

/** One poll: for how many pages there is time, and what happens before it and while pages are read. */
const polls = (during: fc.Arbitrary<Deed>) =>
	fc.record({
		before: fc.array(during, { maxLength: 8 }),
		during: fc.array(fc.record({ page: fc.nat(8), deed: during }), { maxLength: 3 }),
		maxPages: fc.constantFrom(1, 2, 3, 5, 8, 13, 1000),
	});

test(`in ${runs.numRuns} histories, each change is delivered once, with the values before`, async () => {
	await fc.assert(
		fc.asyncProperty(
			habits,
			fc.array(deedsOf(['create', 'create', 'create', 'late', 'notes', 'future']), {
				maxLength: 30,
			}),
			fc.array(polls(deedsOf([...CHANGES])), { maxLength: 3 }),
			fc.array(polls(deeds), { maxLength: 8 }),
			async (service, existing, starting, later) => {
				const history = new History(service);
				for (const deed of existing) history.do(deed);
				history.start();
				await history.poll(starting[0]?.maxPages ?? 1000);
				history.list.clock += 1;
				for (const poll of starting.slice(1)) await pollOnce(history, poll);
				history.list.onPage = () => undefined;
				await history.catchUp(1000);
				expect(history.missing).toEqual([]);

				for (const poll of later) await pollOnce(history, poll);
				history.list.onPage = () => undefined;
				await history.catchUp(1000);
				expect(history.missing).toEqual([]);
				for (let polls = 0; polls < 3; polls += 1) expect(await history.poll(1000)).toEqual([]);
				const before = history.state;
				expect(await history.poll(1000)).toEqual([]);
				expect(history.state).toEqual(before);
			},
		),
		runs,
	);
});

type Poll = typeof polls extends (during: never) => fc.Arbitrary<infer P> ? P : never;

async function pollOnce(history: History, { before, during, maxPages }: Poll): Promise<void> {
	for (const deed of before) history.do(deed);
	history.list.onPage = (page) => {
		for (const { deed } of during.filter((one) => one.page === page)) history.do(deed);
	};
	const hadGap = history.state?.gap !== undefined;
	await history.poll(maxPages);
	const isWhole = maxPages === 1000 && during.length === 0 && !hadGap && !history.state?.gap;
	if (isWhole) expect(history.missing).toEqual([]);
}
