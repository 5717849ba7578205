import { mustBe } from './parameterError';
import type { Reader } from './reader';

/** A whole number from `least` on. */
export const wholeNumber =
	(least: number): Reader<number> =>
	(value, { parameter }) => {
		if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
		throw mustBe(parameter, `a whole number of at least ${least}`, value);
	};
