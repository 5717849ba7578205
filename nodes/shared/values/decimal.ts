import { amountConversions } from './amountConversion';
import { convertible } from './conversion';
import { withoutFloatNoise } from './floatNoise';
import { trimmed } from './invisible';
import { mustBe } from './parameterError';
import type { Reader } from './reader';

const PLAIN_DECIMAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * A number of at least 0 as a decimal text such as "10000", which is how the samples on Microsoft's page
 * "Update a lead or opportunity" send a deal value. A numeric text is sent digit by digit, but for the noise of
 * floating-point arithmetic.
 */
export const decimal: Reader<string> = (value, source) => {
	const digits = digitsOf(trimmed(value));
	if (!PLAIN_DECIMAL.test(digits) || !Number.isFinite(Number(digits))) {
		const error = mustBe(
			source.parameter,
			'a number of at least 0 in plain digits, such as 10000 or 2500.50',
			value,
		);
		throw convertible(error, amountConversions(value, source));
	}
	return digits;
};

/** Text in exactly the form in which JavaScript writes a number was made from a number. */
function digitsOf(value: unknown): string {
	if (typeof value === 'number') return withoutFloatNoise(value);
	if (typeof value !== 'string') return '';
	return String(Number(value)) === value ? withoutFloatNoise(Number(value)) : value;
}

/** Text with more digits than this may lose some of them as a JSON number. */
const MAX_DIGITS = 15;

/** The same as a JSON number, for fields that are not known to accept text. */
export const number: Reader<number> = (value, source) => {
	const digits = decimal(value, source);
	if (typeof value === 'string' && digits.replace('.', '').length > MAX_DIGITS) {
		throw mustBe(source.parameter, `a number of at most ${MAX_DIGITS} digits`, value);
	}
	return Number(digits);
};
