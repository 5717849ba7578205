/** `LONG_TESTS=1` runs the randomized tests as long as they run once a week. By default, they are short. */
export const isLong = process.env.LONG_TESTS === '1';

/** `TEST_SEED=…` repeats the randomized tests of a file with the seed that a failed test printed. */
export const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);

/** How many values fast-check tries a property with, and the seed. If the property fails, fast-check prints the seed. */
export function randomRuns({ short, long }: { short: number; long: number }) {
	return { seed, numRuns: isLong ? long : short };
}

// For all tests of the file that imports this one.
jest.setTimeout(isLong ? 1_200_000 : 120_000);
