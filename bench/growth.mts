import { floor, items, thisNode } from './contenders.mts';
import { timeOf } from './rounds.mts';

/** What so many items cost one contender; measured in a process of its own, with --expose-gc. */
export interface Growth {
	/** Milliseconds per item. */
	time: number;
	/** What the run needed at its highest point beyond what was in use before, in megabytes. */
	heap: number;
	rss: number;
}

export type Grower = 'this node' | 'floor' | 'floor, batched';

const MEGABYTE = 2 ** 20;
const BATCHING = { batching: { batch: { batchSize: 1_000, batchInterval: 1 } } };

const [who, packageDirectory, url, count] = process.argv.slice(2);
process.send!(await measure(who as Grower, Number(count)));
process.disconnect();

async function measure(grower: Grower, size: number): Promise<Growth> {
	const contender =
		grower === 'this node'
			? await thisNode(packageDirectory, url, 100)
			: await floor(packageDirectory, url, grower === 'floor' ? {} : BATCHING);
	await contender.patch(items(100));
	const input = items(size);
	globalThis.gc!();
	const before = process.memoryUsage();
	let [heap, rss] = [0, 0];
	const polling = setInterval(() => {
		const now = process.memoryUsage();
		heap = Math.max(heap, now.heapUsed - before.heapUsed);
		rss = Math.max(rss, now.rss - before.rss);
	}, 5);
	const time = await timeOf(contender, input);
	clearInterval(polling);
	return { time: time / size, heap: heap / MEGABYTE, rss: rss / MEGABYTE };
}
