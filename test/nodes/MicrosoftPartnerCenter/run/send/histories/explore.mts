/** Picks one of the options; all of them, in the course of an exploration. */
export type Choose = <T>(label: string, options: readonly T[]) => T;

/** Ends a history at a choice that has not been made yet. */
class OpenChoice extends Error {
	constructor(readonly size: number) {
		super('open choice');
	}
}

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
	const pending: number[][] = [[]];
	for (let choices = pending.pop(); choices !== undefined; choices = pending.pop()) {
		const trace: string[] = [];
		const made = choices;
		let taken = 0;
		try {
			await play((label, options) => {
				if (options.length === 1) return options[0];
				if (taken >= made.length) throw new OpenChoice(options.length);
				const option = options[made[taken++]];
				trace.push(`${label}: ${String(option)}`);
				return option;
			}, trace);
			histories += 1;
		} catch (error) {
			if (!(error instanceof OpenChoice)) throw error;
			for (let next = error.size - 1; next >= 0; next -= 1) pending.push([...made, next]);
		}
	}
	return histories;
}
