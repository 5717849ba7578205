const FACTOR = 100;

/**
 * Shortens the waits of the node to a hundredth, for all tests of the file or `describe` that calls this: for tests of
 * what is sent and in which order, but not when.
 */
export function shortenWaits(): void {
	let spy: jest.SpiedFunction<typeof AbortSignal.timeout>;
	beforeAll(() => {
		const timeout = AbortSignal.timeout.bind(AbortSignal);
		spy = jest
			.spyOn(AbortSignal, 'timeout')
			.mockImplementation((milliseconds) => timeout(Math.ceil(milliseconds / FACTOR)));
	});
	afterAll(() => {
		spy.mockRestore();
	});
}
