import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { TokenSet } from '../test/simulator/simulator.mts';
import type { SimulatorSettings, Traffic } from './simulator.mts';

const TSX = import.meta.resolve('tsx');

/** Starts a script of the bench in a process of its own. */
function start(script: string, args: string[], execArgv: string[] = []): ChildProcess {
	return fork(join(import.meta.dirname, script), args, {
		execArgv: [...execArgv, '--import', TSX],
	});
}

/** The next message of a process. @throws when it ends without one */
async function messageOf(child: ChildProcess, script: string): Promise<unknown> {
	const waiting = new AbortController();
	const { signal } = waiting;
	const ended = once(child, 'exit', { signal }).then(([code]) => {
		throw new Error(`${script} ended without a result (exit code ${String(code)})`);
	});
	try {
		const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [
			unknown,
		];
		return message;
	} finally {
		waiting.abort();
	}
}

/** Runs a script to its end. @returns what it sent */
export async function resultOf<T>(script: string, args: string[], execArgv?: string[]): Promise<T> {
	const child = start(script, args, execArgv);
	const ended = once(child, 'exit');
	const result = await messageOf(child, script);
	await ended;
	return result as T;
}

/** Does the work against a service of its own, whose ports no work before has used up. */
export async function withService<T>(
	latency: number,
	work: (url: string) => Promise<T>,
): Promise<T> {
	const child = start('service.mts', [String(latency)]);
	try {
		return await work((await messageOf(child, 'service.mts')) as string);
	} finally {
		child.kill();
	}
}

/** A Partner Center with referrals, in a process of its own. */
export interface RemoteSimulator {
	url: string;
	tokens: TokenSet;
	/** What has arrived since this was called before. */
	traffic: () => Promise<Traffic>;
}

/** Does the work against a simulator of its own. */
export async function withSimulator<T>(
	settings: SimulatorSettings,
	work: (simulator: RemoteSimulator) => Promise<T>,
): Promise<T> {
	const child = start('simulator.mts', [JSON.stringify(settings)]);
	try {
		const started = (await messageOf(child, 'simulator.mts')) as Omit<RemoteSimulator, 'traffic'>;
		const traffic = async () => {
			child.send('traffic');
			return (await messageOf(child, 'simulator.mts')) as Traffic;
		};
		return await work({ ...started, traffic });
	} finally {
		child.kill();
	}
}
