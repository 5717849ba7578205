import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chart } from './chart.mts';
import type { Bar } from './chart.mts';
import { connected } from './connected.mts';
import { crmRecords, syncParameters } from './crmRecords.mts';
import type { CrmRecord } from './crmRecords.mts';
import type { Growth } from './growth.mts';
import { copyPackages } from './packages.mts';
import { resultOf, withSimulator } from './processes.mts';
import type { RemoteSimulator } from './processes.mts';
import { ratios } from './rounds.mts';

const RECORDS = 1_000;
const DIFFERENCES = 30;
const ROUNDS = 3;
const LATENCY = 100;
const PER_SECOND = 50;

/** One way to bring the referrals to the state of the records. */
type Sync = (records: CrmRecord[]) => Promise<void>;

/** What one way needs for the same work. */
interface Measured {
	times: number[];
	requests: number[];
}

const LIMITED = {
	referrals: RECORDS,
	latency: LATENCY,
	rateLimit: { perSecond: PER_SECOND, burst: 2 * PER_SECOND },
};

const packages = await copyPackages();
try {
	const [own, hand] = await withSimulator({ ...LIMITED, filtersByKey: true }, async (simulator) =>
		alternate([await thisNode(simulator), await byHand(simulator)], simulator),
	);
	const [listed] = await withSimulator({ ...LIMITED, filtersByKey: false }, async (simulator) =>
		alternate([await thisNode(simulator)], simulator),
	);
	const growth = async (grower: string) =>
		await resultOf<Growth>('growth.mts', [grower, packages.thisNode, '', '10000'], ['--expose-gc']);
	const memory = (await growth('sync')).rss / (await growth('updates')).rss;
	const bars: Bar[] = [
		{ label: 'requests / by hand', ratio: ratios(own.requests, hand.requests) },
		{ label: 'requests / by hand, filter rejected', ratio: ratios(listed.requests, hand.requests) },
		{ label: 'time / by hand', ratio: ratios(own.times, hand.times) },
		{ label: 'time / by hand, filter rejected', ratio: ratios(listed.times, hand.times) },
		{
			label: 'memory (rss) / 10,000 deal value updates',
			ratio: { median: memory, min: memory, max: memory },
		},
	];
	const requests = {
		thisNode: own.requests,
		filterRejected: listed.requests,
		byHand: hand.requests,
	};
	print(bars, requests);
	save(bars, requests);
} finally {
	packages.remove();
}

/** The ways take turns; each run has values that no run before had. */
async function alternate(ways: Sync[], simulator: RemoteSimulator): Promise<Measured[]> {
	const measured = ways.map((): Measured => ({ times: [], requests: [] }));
	let run = 0;
	for (let round = 0; round < ROUNDS; round += 1) {
		for (const [index, way] of ways.entries()) {
			run += 1;
			const start = performance.now();
			await way(crmRecords(RECORDS, DIFFERENCES, 6_000 + run));
			measured[index].times.push(performance.now() - start);
			measured[index].requests.push((await simulator.traffic()).requests);
		}
	}
	return measured;
}

async function thisNode(simulator: RemoteSimulator): Promise<Sync> {
	const { run } = await connected(packages.thisNode, simulator);
	return async (input) => {
		const output = await run(syncParameters, input);
		const updated = output.filter(({ outcome }) => outcome === 'updated');
		if (updated.length !== DIFFERENCES) throw new Error(`${updated.length} referrals were updated`);
	};
}

/** What a person builds with a minimal node: one GET by key and one PATCH per record, within the service's limit, with a margin. */
async function byHand(simulator: RemoteSimulator): Promise<Sync> {
	const { run } = await connected(packages.floor, simulator);
	const requestOptions = { batching: { batch: { batchSize: PER_SECOND, batchInterval: 1_200 } } };
	return async (input) => {
		const found = await run({ operation: 'find', key: '={{ $json.key }}', requestOptions }, input);
		const changes = input.map(({ value }, index) => ({
			id: (found[index].value as Array<{ id: string }>)[0].id,
			value,
		}));
		const parameters = { referralId: '={{ $json.id }}', dealValue: '={{ $json.value }}' };
		await run({ operation: 'updateDealValue', ...parameters, requestOptions }, changes);
	};
}

function print(bars: Bar[], requests: Record<string, number[]>): void {
	console.log(
		`${RECORDS} records, ${DIFFERENCES} of them different; medians of ${ROUNDS} rounds\n`,
	);
	for (const [name, counts] of Object.entries(requests)) {
		console.log(`requests, ${name}: ${counts.join(', ')}`);
	}
	for (const { label, ratio } of bars) {
		const cells = [ratio.median, ratio.min, ratio.max].map((one) => one.toFixed(3).padStart(9));
		console.log(label.padEnd(44) + cells.join(''));
	}
}

function save(bars: Bar[], requests: Record<string, number[]>): void {
	const text = JSON.stringify(
		{ records: RECORDS, differences: DIFFERENCES, requests, bars },
		null,
		'\t',
	);
	writeFileSync(join(import.meta.dirname, 'sync.json'), `${text}\n`);
	const subtitle = `${RECORDS.toLocaleString('en')} records, ${DIFFERENCES} differences, ${LATENCY} ms latency, ${PER_SECOND} requests per second`;
	writeFileSync(
		join(import.meta.dirname, 'sync.svg'),
		chart(subtitle, [{ bars }], [], 'What a synchronization costs'),
	);
}
