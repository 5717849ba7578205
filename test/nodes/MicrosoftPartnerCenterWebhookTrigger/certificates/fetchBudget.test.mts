import fc from 'fast-check';

import { FetchBudget } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/fetchBudget';
import { randomRuns } from '../../../randomRuns.mts';

const MINUTE = 60_000;
const START = Date.parse('2026-05-01T12:00:00Z');
const GENUINE = 'https://store.example/new.cer';

/** Whether the address is fetched if someone else names many new addresses just before, each minute. */
function minutesUntilFetched(newAddresses: number): number {
	const budget = new FetchBudget();
	for (let minute = 0; minute < 10; minute += 1) {
		const now = START + minute * MINUTE;
		for (let index = 0; index < newAddresses; index += 1) {
			budget.take(`https://store.example/${minute}-${index}.cer`, false, now);
		}
		if (budget.take(GENUINE, false, now)) return minute;
	}
	return Infinity;
}

test('a new address is fetched at once, if no one uses up the budget', () => {
	expect(minutesUntilFetched(0)).toBe(0);
});

test.each([10, 100, 900])(
	'a new address is fetched when it is named again, even if each minute %i new ones are named before it',
	(newAddresses) => {
		expect(minutesUntilFetched(newAddresses)).toBe(1);
	},
);

test('an address that held a trusted certificate is fetched, whatever others have used up', () => {
	const budget = new FetchBudget();
	for (let index = 0; index < 100; index += 1)
		budget.take(`https://a.example/${index}`, false, START);

	expect(budget.take('https://known.example', true, START)).toBe(true);
	expect(budget.take('https://known.example', true, START + MINUTE - 1)).toBe(false);
	expect(budget.take('https://known.example', true, START + MINUTE)).toBe(true);
});

test('the budget is there again after a minute, also if the clock was set back', () => {
	const budget = new FetchBudget();
	const takenAt = (now: number) =>
		[1, 2, 3, 4, 5].filter((index) => budget.take(`${now}-${index}`, false, now)).length;

	expect([START, START, START + MINUTE, START - 10 * MINUTE].map(takenAt)).toEqual([3, 0, 3, 3]);
});

test('whichever addresses are named, at most four unknown ones are fetched in a minute', () => {
	const post = fc.record({ address: fc.nat(30).map(String), pause: fc.nat(20_000) });
	fc.assert(
		fc.property(fc.array(post, { maxLength: 300 }), (posts) => {
			const budget = new FetchBudget();
			let now = START;
			const taken = posts.flatMap(({ address, pause }) => {
				now += pause;
				return budget.take(address, false, now) ? [now] : [];
			});
			return taken.every(
				(first) => taken.filter((at) => at >= first && at < first + MINUTE).length <= 4,
			);
		}),
		randomRuns({ short: 200, long: 20_000 }),
	);
});
