import { mustBe } from './parameterError';
import type { Reader } from './reader';

const PLAIN_DECIMAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * A number of at least 0 as a decimal text such as "10000", which is how the samples on Microsoft's page
 * "Update a lead or opportunity" send a deal value. A text is sent digit by digit.
 */
export const decimal: Reader<string> = (value, { parameter }) => {
	const digits = typeof value === 'number' ? String(value) : value;
	if (
		typeof digits !== 'string' ||
		!PLAIN_DECIMAL.test(digits) ||
		!Number.isFinite(Number(digits))
	) {
		throw mustBe(
			parameter,
			'a number of at least 0 in plain digits, such as 10000 or 2500.50, without separators or exponent',
			value,
		);
	}
	return digits;
};

/** A JSON number may lose digits of a text that has more than these. */
const MAX_DIGITS = 15;

/** The same as a JSON number, for fields that are not known to accept a text. */
export const number: Reader<number> = (value, source) => {
	const digits = decimal(value, source);
	if (typeof value === 'string' && digits.replace('.', '').length > MAX_DIGITS) {
		throw mustBe(source.parameter, `a number of at most ${MAX_DIGITS} digits`, value);
	}
	return Number(digits);
};
