import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { leave, leaveWhenTold } from '../../e2e/machine/leaving.mts';
import { withSimulator } from '../processes.mts';
import type { Comparison } from './comparisons.mts';
import { COMPARISONS } from './comparisons.mts';
import { BATCHING } from './contenders.mts';
import { takeTurns } from './measure.mts';
import { picture } from './picture.mts';
import { writeFigures } from './readme.mts';
import type { Result } from './results.mts';
import { resultOf, tableOf } from './results.mts';
import { Server } from './server.mts';

const BENCH = join(import.meta.dirname, '..');
const CHART =
	'![Time and requests of this node, compared with the HTTP Request node, and how many changes arrive](n8n.svg)';
/** `ROUNDS=1` shows whether everything works. Figures need the rounds that the comparisons ask for. */
const MOST_ROUNDS = Number(process.env.ROUNDS ?? Infinity);

/** This node and n8n's HTTP Request node in the n8n of the end-to-end tests. */
async function run(): Promise<void> {
	console.log('Building this package and starting n8n.');
	const server = await Server.start();
	const results: Result[] = [];
	for (const comparison of COMPARISONS) {
		console.log(`\n${comparison.title}`);
		results.push(await compared(server, comparison));
	}
	await writeResults(server, results);
}

/** Against a simulator of its own, in a process of its own. */
async function compared(server: Server, comparison: Comparison): Promise<Result> {
	const { service, itemsOf, warmUp } = comparison;
	return await withSimulator(service, async (simulator) => {
		const credentialId = await server.connect(simulator.url);
		const contenders = [];
		for (const [name, way] of Object.entries(comparison.contenders)) {
			contenders.push({ name, run: await server.publish(way(simulator.url), credentialId) });
		}
		const rounds = Math.min(comparison.rounds, MOST_ROUNDS);
		const measured = await takeTurns(contenders, simulator, itemsOf, { rounds, warmUp });
		return resultOf(comparison, measured);
	});
}

/** Prints the figures, and writes them to bench/ as data, as a chart and as a table. */
async function writeResults({ versions }: Server, results: Result[]): Promise<void> {
	const { version } = JSON.parse(readFileSync(join(BENCH, '..', 'package.json'), 'utf8')) as {
		version: string;
	};
	const machine = { cores: cpus().length, cpu: cpus()[0].model };
	const date = new Date().toISOString().slice(0, 10);
	const subtitle = `n8n ${versions.n8n} on Node.js ${versions.node}, ${machine.cores} cores (${machine.cpu}), ${date}`;
	const figures = {
		date,
		machine,
		versions: { package: version, ...versions },
		batching: BATCHING,
		results,
	};
	const table = tableOf(results);
	console.log(`\n${table}\n\n${subtitle}`);
	writeFileSync(join(BENCH, 'n8n.json'), `${JSON.stringify(figures, round3, '\t')}\n`);
	writeFileSync(join(BENCH, 'n8n.svg'), picture(subtitle, results));
	await writeFigures(join(BENCH, 'README.md'), `${table}\n\nMedians; ${subtitle}.\n\n${CHART}`);
}

function round3(_key: string, value: unknown): unknown {
	return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

leaveWhenTold();
try {
	await run();
} catch (error) {
	console.error(error);
	process.exitCode = 1;
} finally {
	await leave();
}
