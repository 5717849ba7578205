import { floor, items, thisNode } from './contenders.mts';
import { connected } from './connected.mts';
import { syncParameters } from './crmRecords.mts';
import { withSimulator } from './processes.mts';

/** What so many items cost one contender; measured in a process of its own, with --expose-gc. */
export interface Growth {
	/** Milliseconds per item. */
	time: number;
	/** What the run needed at its highest point beyond what was in use before, in megabytes. */
	heap: number;
	rss: number;
}

export type Grower = 'this node' | 'floor' | 'floor, batched' | 'sync' | 'updates';

const MEGABYTE = 2 ** 20;
const BATCHING = { batching: { batch: { batchSize: 1_000, batchInterval: 1 } } };

const [who, packageDirectory, url, count] = process.argv.slice(2);
process.send!(
	who === 'sync' || who === 'updates'
		? await measureAgainstSimulator(who, Number(count))
		: await measureAgainstService(who as Grower, Number(count)),
);
process.disconnect();

async function measureAgainstService(grower: Grower, size: number): Promise<Growth> {
	const contender =
		grower === 'this node'
			? await thisNode(packageDirectory, url, 100)
			: await floor(packageDirectory, url, grower === 'floor' ? {} : BATCHING);
	await contender.patch(items(100));
	const input = items(size);
	return await measure(size, async () => {
		await contender.patch(input);
	});
}

/** Records of a CRM, of which 3 % differ, against deal value updates of the same referrals. */
async function measureAgainstSimulator(grower: 'sync' | 'updates', size: number): Promise<Growth> {
	const settings = { referrals: size, latency: 0, filtersByKey: true };
	return await withSimulator(settings, async (simulator) => {
		const { run } = await connected(packageDirectory, simulator);
		const parameters =
			grower === 'sync'
				? syncParameters
				: {
						operation: 'updateDealValue',
						referralId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
						dealValue: '={{ $json.value }}',
						options: { maxConcurrentRequests: 100 },
					};
		const input = Array.from({ length: size }, (_, index) => ({
			id: `referral-${index}`,
			key: `OPP-${index}`,
			value: index % 33 === 0 ? 6000 : 5000,
		}));
		await run(parameters, input.slice(0, 100));
		return await measure(size, async () => {
			await run(parameters, input);
		});
	});
}

async function measure(size: number, work: () => Promise<void>): Promise<Growth> {
	globalThis.gc!();
	const before = process.memoryUsage();
	let [heap, rss] = [0, 0];
	const polling = setInterval(() => {
		const now = process.memoryUsage();
		heap = Math.max(heap, now.heapUsed - before.heapUsed);
		rss = Math.max(rss, now.rss - before.rss);
	}, 5);
	const start = performance.now();
	await work();
	const time = performance.now() - start;
	clearInterval(polling);
	return { time: time / size, heap: heap / MEGABYTE, rss: rss / MEGABYTE };
}
