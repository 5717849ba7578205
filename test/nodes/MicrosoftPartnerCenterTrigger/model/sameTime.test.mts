import type { Deed } from './history.mts';
import type { Habits } from './listModel.mts';
import { play } from './play.mts';

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

test('the start ends if more pages than usual hold referrals that were updated at the same time', async () => {
	await play({
		service,
		existing: Array.from({ length: 6 }, () => create),
		starting: [],
		later: [],
	});
});
