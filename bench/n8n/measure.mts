import { setTimeout as sleep } from 'node:timers/promises';

import type { RemoteSimulator } from '../processes.mts';
import type { Traffic } from '../simulator.mts';
import type { Run } from './server.mts';

/** One way to do the work. */
export interface Contender {
	name: string;
	run: Run;
}

/** What one way has taken for the work once. */
export interface Measured extends Traffic {
	/** From the call of the workflow's webhook until its answer, which comes when the workflow has ended. */
	seconds: number;
}

/** Milliseconds between two runs, in which a limit of requests per second forgets the run before. */
const REST = 1_500;

/**
 * Lets the contenders take turns, in the other direction in every other round, so that neither always has the other's
 * leftovers to clear away.
 *
 * @param itemsOf the input of a run; each run has another number, and with it other values
 * @param warmUp whether a round before, that doesn't count, lets n8n warm up
 * @returns what each contender took in each round
 */
export async function takeTurns(
	contenders: Contender[],
	simulator: RemoteSimulator,
	itemsOf: (run: number) => object[],
	{ rounds, warmUp }: { rounds: number; warmUp: boolean },
): Promise<Measured[][]> {
	const measured = contenders.map((): Measured[] => []);
	let run = 0;
	for (let round = warmUp ? 0 : 1; round <= rounds; round += 1) {
		const turns = [...contenders.entries()];
		if (round % 2 === 0) turns.reverse();
		for (const [index, contender] of turns) {
			run += 1;
			const one = await measure(contender, simulator, itemsOf(run));
			report(round, rounds, contender, one);
			if (round > 0) measured[index].push(one);
		}
	}
	return measured;
}

async function measure(
	{ run }: Contender,
	simulator: RemoteSimulator,
	items: object[],
): Promise<Measured> {
	await sleep(REST);
	const begun = performance.now();
	await run(items);
	const seconds = (performance.now() - begun) / 1_000;
	return { seconds, ...(await simulator.traffic()) };
}

function report(round: number, rounds: number, { name }: Contender, one: Measured): void {
	const when = round === 0 ? 'warm-up' : `round ${round} of ${rounds}`;
	const { seconds, requests, throttled, changed } = one;
	const counts = `${requests} requests, ${throttled} throttled, ${changed} referrals changed`;
	console.log(
		`  ${when.padEnd(14)} ${name.padEnd(40)} ${seconds.toFixed(2).padStart(6)} s, ${counts}`,
	);
}
