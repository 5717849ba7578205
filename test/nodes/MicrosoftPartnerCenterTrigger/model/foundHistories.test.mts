import { History } from './history.mts';
import type { Deed } from './history.mts';
import type { Habits } from './listModel.mts';
import { play } from './play.mts';

// The shortest histories of faults that the randomized test of this folder has found.

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
const changeOfSecond: Deed = { kind: 'status', which: 1, pause: 0 };

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

test('nor is a change at the time of one that has changed again since', async () => {
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
	'a referral that changes before the rest of a gap is read hides none of the others (filter by date: %s)',
	async (dateFilter) => {
		await play({
			service: { ...service, dateFilter, hasETag: false },
			existing: [create, create],
			starting: [
				{ before: [], during: [], maxPages: 1 },
				{ before: [create], during: [], maxPages: 5 },
				{ before: [changeOfSecond], during: [], maxPages: 1000 },
			],
			later: [],
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
