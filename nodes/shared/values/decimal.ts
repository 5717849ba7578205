import { mustBe } from './parameterError';
import type { Reader } from './reader';

const PLAIN_DECIMAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * A number of at least 0 as a decimal text, "10000", which is how the samples of Microsoft's page
 * "Update a lead or opportunity" send a deal value. A text is sent digit by digit as it was given.
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

/** Of a text with more digits than these, a JSON number may lose some. */
const MOST_DIGITS = 15;

/** The same as a JSON number, for fields that are not known to take a text. */
export const number: Reader<number> = (value, reading) => {
	const digits = decimal(value, reading);
	if (typeof value === 'string' && digits.replace('.', '').length > MOST_DIGITS) {
		throw mustBe(reading.parameter, `a number of at most ${MOST_DIGITS} digits`, value);
	}
	return Number(digits);
};
