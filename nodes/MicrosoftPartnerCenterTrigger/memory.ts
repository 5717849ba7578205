import { packMoment, unpackMoment } from './moment';
import type { Moment } from './moment';
import type { Row, Values } from './row';

/** What is remembered of a referral. */
export type Known = Pick<Row, 'tag' | 'updated' | 'values'>;

/** By the referrals' keys. */
export type Memory = Map<string, Known>;

/**
 * The memory as it is stored in the node's static data: about 40 bytes a referral, 2 MB in all. n8n stores it
 * with the workflow whenever it changes.
 */
export interface PackedMemory {
	/** The words that occur in the values. */
	words: string[];
	/** A line for each referral: key, tag, time of the update, three numbers of words, deal value. */
	lines: string;
}

/** How many referrals are remembered. */
export const MAX_KEPT = 50_000;

export function pack(memory: Memory): PackedMemory {
	const words = new Map<string | null, number>();
	const numberOf = (word: string | null) => {
		if (!words.has(word)) words.set(word, words.size);
		return words.get(word)!.toString(36);
	};
	// The first word is null, which JSON keeps in an array of texts as the empty one.
	numberOf(null);
	const lines = Array.from(memory, ([key, { tag, updated, values }]) => {
		const { status, substatus, dealValue, currency } = values;
		const numbers = [status, substatus, currency].map(numberOf);
		const amount = dealValue === null ? '' : JSON.stringify(dealValue);
		return [key, tag, packMoment(updated), ...numbers, amount].join(' ');
	});
	return { words: Array.from(words.keys(), (word) => word ?? ''), lines: lines.join('\n') };
}

export function unpack({ words, lines }: PackedMemory): Memory {
	const wordAt = (number: string) => words[parseInt(number, 36)] || null;
	const memory: Memory = new Map();
	for (const line of lines === '' ? [] : lines.split('\n')) {
		const [key, tag, updated, status, substatus, currency] = line.split(' ', 6);
		const amount = line.slice(line.split(' ', 6).join(' ').length + 1);
		memory.set(key, {
			tag,
			updated: unpackMoment(updated),
			values: {
				status: wordAt(status),
				substatus: wordAt(substatus),
				dealValue: amount === '' ? null : (JSON.parse(amount) as Values['dealValue']),
				currency: wordAt(currency),
			},
		});
	}
	return memory;
}

/**
 * Forgets the referrals that have not changed for the longest time, if there are too many.
 *
 * @returns the time of the last update among them; undefined if none was forgotten
 */
export function shrink(memory: Memory, max = MAX_KEPT): Moment | undefined {
	if (memory.size <= max) return undefined;
	const oldestFirst = [...memory].sort(([, one], [, other]) =>
		one.updated < other.updated ? -1 : 1,
	);
	const forgotten = oldestFirst.slice(0, memory.size - max);
	for (const [key] of forgotten) memory.delete(key);
	return forgotten.at(-1)![1].updated;
}

/** The time of the update that comes next after the given number of latest updates; undefined if there is none. */
export function nthLatest(memory: Memory, number: number): Moment | undefined {
	if (memory.size <= number) return undefined;
	return Array.from(memory.values(), ({ updated }) => updated)
		.sort()
		.at(-1 - number);
}
