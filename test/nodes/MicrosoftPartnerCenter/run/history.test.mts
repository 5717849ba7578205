import * as fc from 'fast-check';

import { History } from '../../../../nodes/MicrosoftPartnerCenter/run/history';

interface Change {
	itemIndex: number;
	from: string;
	to?: string;
}

/** The same answers, found by looking through all changes of the referral since its chain of eTags began. */
class PlainHistory {
	private from = '';

	private steps: Change[] = [];

	record(change: Change): void {
		const continues = this.from === change.from || this.steps.some(({ to }) => to === change.from);
		if (!continues) [this.from, this.steps] = [change.from, []];
		this.steps.push(change);
	}

	current(itemIndex: number, eTag: string) {
		const known = this.steps.findIndex(({ to }) => to === eTag);
		if (this.from !== eTag && known < 0) return { eTag, ownChangeAfter: false };
		const after = this.steps.slice(this.from === eTag ? 0 : known + 1);
		const last = after.filter((step) => step.itemIndex < itemIndex && step.to !== undefined).at(-1);
		return {
			eTag: last?.to ?? eTag,
			ownChangeAfter: after.some((step) => step.to === undefined || step.itemIndex > itemIndex),
		};
	}
}

const eTags = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const changes = fc.array(
	fc.record({ itemIndex: fc.nat(5), from: eTags, to: fc.option(eTags, { nil: undefined }) }),
	{ maxLength: 12 },
);

test('an eTag advances by the changes of earlier items, whatever their order', () => {
	fc.assert(
		fc.property(changes, fc.nat(5), eTags, (all, itemIndex, eTag) => {
			const [history, plain] = [new History(), new PlainHistory()];
			for (const change of all) {
				history.record('r-1', change.itemIndex, change.from, change.to);
				plain.record(change);
			}

			expect(history.current('r-1', itemIndex, eTag)).toEqual(plain.current(itemIndex, eTag));
		}),
		{ numRuns: 2000 },
	);
});

test('the eTags of another referral don’t matter', () => {
	const history = new History();
	history.record('r-1', 0, 'a', 'b');

	expect(history.current('r-2', 1, 'a')).toEqual({ eTag: 'a', ownChangeAfter: false });
});

test('it knows whether a later item has changed a referral', () => {
	const history = new History();
	history.record('r-1', 2);
	history.record('r-1', 1, 'a', 'b');

	expect([0, 1, 2, 3].map((index) => history.isChangedAfter('r-1', index))).toEqual([
		true,
		true,
		false,
		false,
	]);
	expect(history.isChangedAfter('r-2', 0)).toBe(false);
});
