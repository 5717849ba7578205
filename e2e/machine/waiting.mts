import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds. Generous: the machine may be busy with other things. */
export const PATIENCE = 60_000;

/**
 * Asks again until there is an answer that is neither undefined nor false.
 *
 * @throws when there is none in time
 */
export async function until<T>(
	what: string,
	ask: () => T | undefined | false | Promise<T | undefined | false>,
	{ patience = PATIENCE, interval = 250 } = {},
): Promise<T> {
	const end = Date.now() + patience;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s in vain: ${what}`);
		await sleep(interval);
	}
}
