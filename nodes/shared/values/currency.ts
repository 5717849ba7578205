import { trimmed } from './invisible';
import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ISO_4217_CODES = new Set(Intl.supportedValuesOf('currency'));

/** A currency's ISO 4217 code, case-insensitive; sent in upper case. */
export const currency: Reader<string> = (value, { parameter }) => {
	const code = typeof value === 'string' ? trimmed(value).toUpperCase() : '';
	if (!ISO_4217_CODES.has(code)) {
		throw mustBe(parameter, 'a three-letter currency code, such as USD or EUR', value);
	}
	return code;
};
