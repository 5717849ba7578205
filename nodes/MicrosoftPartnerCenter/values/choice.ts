import { mustBe } from '../checks/refusal';
import type { Reader } from './reader';

/** One of these words, whatever its case. */
export const choice =
	<T extends string>(words: readonly T[]): Reader<T> =>
	(value, { parameter }) => {
		const wanted = typeof value === 'string' ? value.toLowerCase() : undefined;
		const found = words.find((word) => word.toLowerCase() === wanted);
		if (found === undefined)
			throw mustBe(parameter, `one of ${[...words].sort().join(', ')}`, value);
		return found;
	};
