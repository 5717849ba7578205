/** An entry, and how many were added before it. */
interface Entry<T> {
	value: T;
	position: number;
}

/** Returns the values with the lowest order first; those of the same order as they were added. A binary heap. */
export class PriorityQueue<T extends { order: number }> {
	private readonly heap: Array<Entry<T>> = [];

	private added = 0;

	get size(): number {
		return this.heap.length;
	}

	add(value: T): void {
		const { heap } = this;
		let index = heap.push({ value, position: this.added++ }) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (isBefore(heap[parent], heap[index])) return;
			this.swap(index, parent);
			index = parent;
		}
	}

	/** Removes the first value. @returns undefined if there is none */
	take(): T | undefined {
		const { heap } = this;
		if (heap.length < 2) return heap.pop()?.value;
		const [first] = heap;
		heap[0] = heap.pop()!;
		for (let index = 0; ; ) {
			const child = this.firstChild(index);
			if (child >= heap.length || isBefore(heap[index], heap[child])) return first.value;
			this.swap(index, child);
			index = child;
		}
	}

	/** Removes the values for which the condition holds. @returns them in order */
	takeAll(condition: (value: T) => boolean): T[] {
		const all: T[] = [];
		while (this.size > 0) all.push(this.take()!);
		for (const value of all) if (!condition(value)) this.add(value);
		return all.filter(condition);
	}

	/** The child that comes first; an index beyond the end if there is none. */
	private firstChild(index: number): number {
		const left = 2 * index + 1;
		const right = left + 1;
		return right < this.heap.length && isBefore(this.heap[right], this.heap[left]) ? right : left;
	}

	private swap(one: number, other: number): void {
		[this.heap[one], this.heap[other]] = [this.heap[other], this.heap[one]];
	}
}

function isBefore<T extends { order: number }>(one: Entry<T>, other: Entry<T>): boolean {
	const difference = one.value.order - other.value.order;
	return difference < 0 || (difference === 0 && one.position < other.position);
}
