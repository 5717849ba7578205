/** Lets what belongs to one key go one after the other, in the order in which it came. */
export class Turns {
	private readonly last = new Map<string, Promise<unknown>>();

	/** Runs the task when all earlier tasks of the key have ended, whether well or not; at once if there is none. */
	async take<T>(key: string, task: () => Promise<T>): Promise<T> {
		if (key === '') return await task();
		const before = this.last.get(key);
		const turn = before === undefined ? task() : before.then(task, task);
		this.last.set(key, turn);
		return await turn;
	}
}
