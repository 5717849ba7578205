import { mustBe } from './parameterError';
import type { Reader } from './reader';

const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Regions that have a code and a name but are not countries. */
const NOT_COUNTRIES = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];

/** A country's two-letter code (ISO 3166-1 alpha-2), case-insensitive; sent in upper case. */
export const country: Reader<string> = (value, { parameter }) => {
	const code = typeof value === 'string' ? value.toUpperCase() : '';
	if (!isCountry(code)) {
		throw mustBe(
			parameter,
			'a country as its two-letter code (ISO 3166-1), such as US or DE',
			value,
		);
	}
	return code;
};

/** Intl.Locale replaces codes that are no longer in use, such as UK, by the current code. */
function isCountry(code: string): boolean {
	return (
		/^[A-Z]{2}$/.test(code) &&
		NAMES.of(code) !== undefined &&
		new Intl.Locale(`und-${code}`).region === code &&
		!NOT_COUNTRIES.includes(code)
	);
}
