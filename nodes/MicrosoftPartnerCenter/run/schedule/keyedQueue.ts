/** Runs the tasks of each key one after the other, in the order in which they were added. */
export class KeyedQueue {
	private readonly last = new Map<string, Promise<unknown>>();

	/** Runs the task when all earlier tasks of the key have ended, successfully or not. @param key empty: at once */
	async run<T>(key: string, task: () => Promise<T>): Promise<T> {
		if (key === '') return await task();
		const before = this.last.get(key);
		const result = before === undefined ? task() : before.then(task, task);
		this.last.set(key, result);
		return await result;
	}
}
