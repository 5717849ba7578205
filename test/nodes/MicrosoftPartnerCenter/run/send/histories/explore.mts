/** Picks one of the options; all of them, in the course of an exploration. */
export type Choose = <T>(label: string, options: readonly T[]) => T;

/**
 * Plays every history that its choices allow.
 *
 * @param play plays one history from its beginning
 * @returns how many there are
 */
export async function explore(
	play: (choose: Choose, trace: string[]) => Promise<void>,
): Promise<number> {
	let histories = 0;
	// The first choices of the histories that are still to be played. After them, a history takes the first option.
	const pending: number[][] = [[]];
	for (let choices = pending.pop(); choices !== undefined; choices = pending.pop()) {
		const given = choices;
		const made: number[] = [];
		const trace: string[] = [];
		await play((label, options) => {
			if (options.length === 1) return options[0];
			const index = given.at(made.length) ?? 0;
			if (made.length >= given.length) {
				for (let other = options.length - 1; other > 0; other -= 1) pending.push([...made, other]);
			}
			made.push(index);
			trace.push(`${label}: ${String(options[index])}`);
			return options[index];
		}, trace);
		histories += 1;
	}
	return histories;
}
