import { mustBe } from './parameterError';
import type { Reader } from './reader';

/** One of these words; case-insensitive. */
export const choice =
	<T extends string>(words: readonly T[]): Reader<T> =>
	(value, { parameter }) => {
		const word = typeof value === 'string' ? value.toLowerCase() : undefined;
		const found = words.find((one) => one.toLowerCase() === word);
		if (found === undefined) {
			throw mustBe(parameter, `one of ${[...words].sort().join(', ')}`, value);
		}
		return found;
	};

/** A list of at least one of these words. */
export const choices =
	<T extends string>(words: readonly T[]): Reader<T[]> =>
	(value, source) => {
		if (!Array.isArray(value) || value.length === 0) {
			throw mustBe(source.parameter, 'a list of at least one choice', value);
		}
		return value.map((one) => choice(words)(one, source));
	};
