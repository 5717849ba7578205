import { mustBe } from './parameterError';
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

/** A list of at least one of these words. */
export const someChoices =
	<T extends string>(words: readonly T[]): Reader<T[]> =>
	(value, reading) => {
		if (!Array.isArray(value) || value.length === 0) {
			throw mustBe(reading.parameter, 'a list of at least one choice', value);
		}
		return value.map((one) => choice(words)(one, reading));
	};
