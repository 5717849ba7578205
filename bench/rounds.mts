import type { Contender, DealValue } from './contenders.mts';

/** A measurement's middle value and its range. */
export interface Spread {
	median: number;
	min: number;
	max: number;
}

/**
 * Lets the contenders take turns, A B C A B C, so that what else the machine does meets all of them alike.
 *
 * @returns each contender's time in each round, in milliseconds; a round before, to warm up, is left out
 */
export async function alternate(
	contenders: Contender[],
	items: DealValue[],
	rounds: number,
): Promise<number[][]> {
	const times: number[][] = contenders.map(() => []);
	for (let round = 0; round <= rounds; round += 1) {
		for (const [index, contender] of contenders.entries()) {
			const time = await timeOf(contender, items);
			if (round > 0) times[index].push(time);
		}
	}
	return times;
}

export async function timeOf(contender: Contender, items: DealValue[]): Promise<number> {
	globalThis.gc?.();
	const start = performance.now();
	await contender.patch(items);
	return performance.now() - start;
}

/** The spread of the rounds' ratios. */
export function ratios(times: number[], reference: number[]): Spread {
	return spread(times.map((time, round) => time / reference[round]));
}

export function spread(values: number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const median =
		sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	return { median, min: sorted[0], max: sorted.at(-1)! };
}
