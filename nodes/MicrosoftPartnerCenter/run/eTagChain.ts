import type { CurrentETag } from './send/sendable';

/** One change of the run: the item that made it, and the eTag that it led to, if an answer contained it. */
interface Step {
	itemIndex: number;
	to?: string;
}

/**
 * How the run's own changes of one referral have replaced an eTag. If the items come in order, adding a change and
 * looking up an eTag take the same time for any number of changes.
 */
export class ETagChain {
	private readonly steps: Step[] = [];

	/** By eTag, the position of the first change after it. */
	private readonly positions: Map<string, number>;

	private lastUnknown = -1;

	/**
	 * Positions whose item index is higher than at all later positions: the first of them after a given position has the
	 * highest index of all changes after it.
	 */
	private readonly maxima: number[] = [];

	constructor(from: string) {
		this.positions = new Map([[from, 0]]);
	}

	contains(eTag: string): boolean {
		return this.positions.has(eTag);
	}

	add(step: Step): void {
		const { itemIndex, to } = step;
		const position = this.steps.push(step) - 1;
		if (to === undefined) this.lastUnknown = position;
		else if (!this.positions.has(to)) this.positions.set(to, position + 1);
		while (this.maxima.length > 0 && this.steps[this.maxima.at(-1)!].itemIndex <= itemIndex) {
			this.maxima.pop();
		}
		this.maxima.push(position);
	}

	/** @see OwnChanges.current */
	current(itemIndex: number, eTag: string): CurrentETag {
		const start = this.positions.get(eTag);
		if (start === undefined) return { eTag, ownChangeAfter: false };
		const highest = this.maxima.find((position) => position >= start);
		const ownChangeAfter =
			this.lastUnknown >= start ||
			(highest !== undefined && this.steps[highest].itemIndex > itemIndex);
		for (let position = this.steps.length - 1; position >= start; position -= 1) {
			const step = this.steps[position];
			if (step.itemIndex < itemIndex && step.to !== undefined) {
				return { eTag: step.to, ownChangeAfter };
			}
		}
		return { eTag, ownChangeAfter };
	}
}
