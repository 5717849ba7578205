import fc from 'fast-check';

import { PriorityQueue } from '../../../../../nodes/MicrosoftPartnerCenter/run/schedule/priorityQueue';
import { randomRuns } from '../../../../randomRuns.mts';

/** Adds a value with this order, takes the first value, or takes all values with an even order. */
const anyStep = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ add: fc.nat(9) }) },
	{ weight: 2, arbitrary: fc.constant('take' as const) },
	{ weight: 1, arbitrary: fc.constant('takeEven' as const) },
);

test('the value with the lowest order comes first, and those of the same order as they were added', () => {
	fc.assert(
		fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
			const queue = new PriorityQueue<{ order: number; step: number }>();
			let model: Array<{ order: number; step: number }> = [];
			for (const [step, action] of steps.entries()) {
				if (action === 'take') {
					expect(queue.take()).toEqual(model.shift());
				} else if (action === 'takeEven') {
					const isEven = ({ order }: { order: number }) => order % 2 === 0;
					expect(queue.takeAll(isEven)).toEqual(model.filter(isEven));
					model = model.filter((value) => !isEven(value));
				} else {
					const value = { order: action.add, step };
					queue.add(value);
					model = [...model, value].sort((one, other) => one.order - other.order);
				}
				expect(queue.size).toBe(model.length);
			}
		}),
		randomRuns({ short: 200, long: 10_000 }),
	);
});
