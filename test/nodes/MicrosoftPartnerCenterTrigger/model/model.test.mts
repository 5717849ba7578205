import * as fc from 'fast-check';

import { randomRuns } from '../../../randomRuns.mts';
import type { Deed } from './history.mts';
import type { Habits } from './listModel.mts';
import { play } from './play.mts';
import type { Poll } from './play.mts';

const runs = randomRuns({ short: 150, long: 50_000 });

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

const polls = (during: fc.Arbitrary<Deed>): fc.Arbitrary<Poll> =>
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
				await play({ service, existing, starting, later });
			},
		),
		runs,
	);
});
