import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { chart } from './chart.mts';
import type { Bar } from './chart.mts';
import { floor, items, plainLoop, thisNode } from './contenders.mts';
import type { Contender, DealValue } from './contenders.mts';
import type { Grower, Growth } from './growth.mts';
import { copyPackages } from './packages.mts';
import { resultOf, withService } from './processes.mts';
import { alternate, ratios, spread } from './rounds.mts';
import type { Spread } from './rounds.mts';

const ITEMS = 1_000;
const ROUNDS = 11;
const AT_ONCE = 20;
/** Milliseconds that the service takes for an answer, where the latency is what counts. */
const LATENCY = 50;
const SIZES = [100, 1_000, 10_000];

/** One line of the results: a ratio, and what it is of what. */
type Result = Bar;

/** How both declarative nodes grow. */
interface Grown {
	items: number;
	thisNode: Growth;
	floor: Growth;
	/** Whether n8n's Batching had to come in: the connections of all items at once were too many. */
	floorBatched: boolean;
}

collectGarbageBetweenRounds();
const packages = await copyPackages();
try {
	const results = [
		...(await againstFloor()),
		...(await againstPlainLoop()),
		...(await againstLatency()),
	];
	const growth = await grown();
	results.push(...growthResults(growth));
	print(results, growth);
	save(results, growth);
} finally {
	packages.remove();
}

/** n8n starts all items of the floor at once; this node is measured like that, at a high limit and at its default. */
async function againstFloor(): Promise<Result[]> {
	return await withService(0, async (url) => {
		const contenders = [
			await thisNode(packages.thisNode, url, ITEMS),
			await thisNode(packages.thisNode, url, 100),
			await thisNode(packages.thisNode, url),
			await floor(packages.floor, url),
		];
		const [all, wide, byDefault, reference] = await alternate(contenders, items(ITEMS), ROUNDS);
		return [
			{ label: 'time / floor, 1,000 at once, as the floor', ratio: ratios(all, reference) },
			{ label: 'time / floor, 100 at once', ratio: ratios(wide, reference) },
			{ label: 'time / floor, up to 50 at once (default)', ratio: ratios(byDefault, reference) },
		];
	});
}

async function againstPlainLoop(): Promise<Result[]> {
	return await withService(0, async (url) => {
		const contenders = [await thisNode(packages.thisNode, url, AT_ONCE), plainLoop(url, AT_ONCE)];
		const [own, plain] = await alternate(contenders, items(ITEMS), ROUNDS);
		return [{ label: `time / plain loop, ${AT_ONCE} at once`, ratio: ratios(own, plain) }];
	});
}

/**
 * The limit: what the service's latency alone takes, at so many requests at once. What n8n needs before it lets
 * the first request leave comes on top of it for any declarative node.
 */
async function againstLatency(): Promise<Result[]> {
	const limit = (ITEMS / AT_ONCE) * LATENCY;
	return await withService(LATENCY, async (url) => {
		const node = withStarts(await thisNode(packages.thisNode, url, AT_ONCE), url);
		const minimal = withStarts(await floor(packages.floor, url), url);
		const contenders = [node, minimal, plainLoop(url, AT_ONCE)];
		const [own, , plain] = await alternate(contenders, items(ITEMS), ROUNDS);
		const ofLimit = (times: number[]) => spread(times.slice(-ROUNDS).map((time) => time / limit));
		return [
			{ label: `time / latency limit, ${AT_ONCE} at once`, ratio: ofLimit(own) },
			{ label: 'until its first request / latency limit', ratio: ofLimit(node.starts) },
			{ label: "until the floor's first / latency limit", ratio: ofLimit(minimal.starts) },
			{ label: 'the plain loop / latency limit', ratio: ofLimit(plain) },
		];
	});
}

/** The contender, and after how many milliseconds its first request has arrived each time. */
function withStarts(contender: Contender, url: string): Contender & { starts: number[] } {
	const starts: number[] = [];
	const patch = async (input: DealValue[]) => {
		await firstArrival(url);
		const begun = Date.now();
		await contender.patch(input);
		starts.push((await firstArrival(url)) - begun);
	};
	return { name: contender.name, patch, starts };
}

/** When the service got its first PATCH since this was asked before. */
async function firstArrival(url: string): Promise<number> {
	const response = await fetch(url);
	return Number(await response.text());
}

async function grown(): Promise<Grown[]> {
	const sizes: Grown[] = [];
	for (const size of SIZES) {
		const own = await growthOf('this node', size);
		const direct = await growthOf('floor', size).catch(() => undefined);
		sizes.push({
			items: size,
			thisNode: own,
			floor: direct ?? (await growthOf('floor, batched', size)),
			floorBatched: direct === undefined,
		});
	}
	return sizes;
}

async function growthOf(who: Grower, size: number): Promise<Growth> {
	const directory = who === 'this node' ? packages.thisNode : packages.floor;
	return await withService(0, async (url) => {
		const args = [who, directory, url, String(size)];
		return await resultOf<Growth>('growth.mts', args, ['--expose-gc']);
	});
}

function growthResults(growth: Grown[]): Result[] {
	const { thisNode: own, floor: reference } = growth.at(-1)!;
	const once = (ratio: number): Spread => ({ median: ratio, min: ratio, max: ratio });
	return [
		{ label: 'memory (rss) / floor, 10,000 items', ratio: once(own.rss / reference.rss) },
		{ label: 'memory (heap) / floor, 10,000 items', ratio: once(own.heap / reference.heap) },
	];
}

function print(results: Result[], growth: Grown[]): void {
	console.log(`${ITEMS} items, medians of ${ROUNDS} rounds\n`);
	console.log(row(['', 'ratio', 'lowest', 'highest']));
	for (const { label, ratio } of results) {
		console.log(row([label, ...[ratio.median, ratio.min, ratio.max].map(fixed)]));
	}
	console.log(`\n${row(['growth', 'ms/item', 'heap MB', 'rss MB'])}`);
	for (const { items: size, thisNode: own, floor: reference, floorBatched } of growth) {
		const floorName = floorBatched ? 'floor, batched' : 'floor';
		console.log(row([`${size} items: this node`, ...[own.time, own.heap, own.rss].map(fixed)]));
		console.log(
			row([
				`${size} items: ${floorName}`,
				...[reference.time, reference.heap, reference.rss].map(fixed),
			]),
		);
	}
}

function save(results: Result[], growth: Grown[]): void {
	const { version } = createRequire(import.meta.url)('n8n-core/package.json') as {
		version: string;
	};
	const versions = { node: process.version, 'n8n-core': version };
	const text = JSON.stringify(
		{ versions, items: ITEMS, rounds: ROUNDS, results, growth },
		round3,
		'\t',
	);
	writeFileSync(join(import.meta.dirname, 'results.json'), `${text}\n`);

	const lines = (value: (of: Growth) => number) => [
		{
			label: 'this node',
			points: growth.map((at) => ({ items: at.items, value: value(at.thisNode) })),
		},
		{ label: 'floor', points: growth.map((at) => ({ items: at.items, value: value(at.floor) })) },
	];
	const drawn = chart(
		`${ITEMS.toLocaleString('en')} PATCHes, medians of ${ROUNDS} rounds; Node.js ${versions.node}, n8n-core ${version}`,
		[{ bars: results }],
		[
			{ title: 'Time per item', unit: 'milliseconds', lines: lines(({ time }) => time) },
			{ title: 'Memory at its highest', unit: 'megabytes (rss)', lines: lines(({ rss }) => rss) },
		],
	);
	writeFileSync(join(import.meta.dirname, 'chart.svg'), drawn);
}

/** As --expose-gc does; a round must not pay for what the round before has left. */
function collectGarbageBetweenRounds(): void {
	setFlagsFromString('--expose-gc');
	globalThis.gc = runInNewContext('gc') as NodeJS.GCFunction;
}

function row([label, ...cells]: string[]): string {
	return label.padEnd(40) + cells.map((cell) => cell.padStart(10)).join('');
}

function fixed(value: number): string {
	return value.toFixed(2);
}

function round3(_key: string, value: unknown): unknown {
	return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}
