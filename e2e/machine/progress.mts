/** How often to say that something still takes time, in milliseconds. */
const INTERVAL = 30_000;

/** Says what is being done, every half minute that it still is, and how long it took. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
	const begun = performance.now();
	const elapsed = () => {
		const seconds = Math.round((performance.now() - begun) / 1000);
		return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
	};
	console.log(`${what} ...`);
	const reminder = setInterval(() => {
		console.log(`  still running after ${elapsed()}`);
	}, INTERVAL);
	try {
		const result = await work();
		console.log(`  done after ${elapsed()}`);
		return result;
	} finally {
		clearInterval(reminder);
	}
}
