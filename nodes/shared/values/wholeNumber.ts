import { mustBe } from './parameterError';
import type { Reader } from './reader';

/** A whole number of at least the given one. */
export const wholeNumber =
	(minimum: number): Reader<number> =>
	(value, { parameter }) => {
		if (typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum) return value;
		throw mustBe(parameter, `a whole number of at least ${minimum}`, value);
	};
