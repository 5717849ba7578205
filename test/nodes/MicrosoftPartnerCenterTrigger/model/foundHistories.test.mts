import { History } from './history.mts';
import type { Deed } from './history.mts';
import type { Habits } from './listModel.mts';
import { play } from './play.mts';

// Short histories in which the trigger was once wrong. Most were found by the randomized test of this folder.

const service: Habits = {
	pageSize: 1,
	dateFilter: 'applied',
	linksExpire: false,
	hasCount: false,
	hasDate: false,
	hasETag: true,
};

const create: Deed = { kind: 'create', which: 0, pause: 0 };
const notes: Deed = { kind: 'notes', which: 0, pause: 0 };

test('while the trigger starts, a change at the time of the latest known one is not missed', async () => {
	await play({
		service,
		existing: [create, create],
		starting: [
			{ before: [], during: [], maxPages: 1 },
			{ before: [create], during: [{ page: 4, deed: notes }], maxPages: 8 },
		],
		later: [],
	});
});

test('while the trigger starts, a change at the time of one that has changed again is not missed', async () => {
	const createLater: Deed = { ...create, pause: 1000 };
	await play({
		service,
		existing: [create, create],
		starting: [
			{ before: [], during: [], maxPages: 1 },
			{
				before: [create, create, createLater, create],
				during: [{ page: 0, deed: create }],
				maxPages: 13,
			},
			{
				before: [
					{ kind: 'status', which: 0, pause: 0 },
					{ kind: 'currency', which: 4, pause: 400_000 },
				],
				during: [],
				maxPages: 5,
			},
		],
		later: [],
	});
});

test('while the trigger starts, a change at the time of more referrals than each poll reads is not missed', async () => {
	const many = (count: number) => Array.from({ length: count }, () => create);
	await play({
		service: { ...service, pageSize: 100 },
		existing: many(150),
		starting: [
			{ before: [], during: [], maxPages: 1 },
			{
				before: many(450),
				during: [{ page: 11, deed: { ...notes, which: 250 } }],
				maxPages: 1000,
			},
		],
		later: [],
	});
});

test('the start ends if more pages than usual hold referrals that were updated at the same time', async () => {
	await play({
		service,
		existing: Array.from({ length: 6 }, () => create),
		starting: [],
		later: [],
	});
});

test('the start ends if there is never time to read the latest updates twice in a poll', async () => {
	const history = new History({ ...service, hasETag: false });
	for (let index = 0; index < 6; index += 1) history.do(create);
	history.start();

	for (let polls = 0; polls < 10; polls += 1) await history.poll(11);

	expect(history.state).not.toHaveProperty('isStarting');
});

test.each(['applied', 'rejected', 'ignored'] as const)(
	'referrals that change before the rest of a gap is read hide none of the others (filter by date: %s)',
	async (dateFilter) => {
		const changes = [4, 5, 6].map((which): Deed => ({ kind: 'notes', which, pause: 1 }));
		const changesOfOld = [0, 1, 2, 3].map((which): Deed => ({ kind: 'notes', which, pause: 1 }));
		await play({
			service: { ...service, dateFilter },
			// Four that are older than what each poll reads, and three of the same time.
			existing: [create, create, create, create, { ...create, pause: 800_000 }, create, create],
			starting: [
				{ before: [], during: [], maxPages: 1 },
				{ before: [], during: [], maxPages: 6 },
				{ before: changes, during: [], maxPages: 1000 },
			],
			later: [{ before: changesOfOld, during: [], maxPages: 1000 }],
		});
	},
);

test('a referral with an old date that appears while pages are read again is found by the count', async () => {
	await play({
		service: { ...service, hasCount: true, hasETag: false },
		existing: [create, create, create],
		starting: [],
		later: [
			{
				before: [
					{ kind: 'late', which: 0, pause: 0 },
					create,
					{ kind: 'notes', which: 0, pause: 400_000 },
					{ kind: 'value', which: 1, pause: 0 },
					create,
				],
				during: [],
				maxPages: 13,
			},
			{
				before: [],
				during: [
					{ page: 0, deed: { kind: 'currency', which: 7, pause: 0 } },
					{ page: 5, deed: { kind: 'show', which: 0, pause: 0 } },
				],
				maxPages: 13,
			},
		],
	});
});
