import { decimal } from './decimal';
import { mustBe } from './parameterError';
import { accepted } from './reader';
import type { Reader } from './reader';

/** A whole number of at least the given one, or its digits as text. */
export const wholeNumber =
	(minimum: number): Reader<number> =>
	(value, { parameter }) => {
		const found = Number(accepted(decimal, value));
		if (Number.isSafeInteger(found) && found >= minimum) return found;
		throw mustBe(parameter, `a whole number of at least ${minimum}`, value);
	};
