import { Examples, isKnown } from './examples.mts';

/**
 * Groups the tests of an example. They are skipped if the type of one of its nodes is missing.
 *
 * @param tests gets a function that returns what the current test runs the example with, fresh for each test
 */
export function describeExample(file: string, tests: (current: () => Examples) => void): void {
	// n8n's own nodes are large; machines are shared.
	jest.setTimeout(60_000);

	(isKnown(file) ? describe : describe.skip)(file, () => {
		let examples: Examples;

		beforeEach(async () => {
			examples = await Examples.start();
		});
		afterEach(() => examples.stop());

		tests(() => examples);
	});
}
