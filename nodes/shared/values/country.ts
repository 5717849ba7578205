import { mustBe } from './parameterError';
import type { Reader } from './reader';

/** Regions that have a code and a name but are not countries. */
const NOT_COUNTRIES = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];

/**
 * A country as its two-letter code (ISO 3166-1 alpha-2) or its English name, as Intl knows it. Case, accents,
 * punctuation and "the" don't matter. Sent as the code in upper case.
 */
export const country: Reader<string> = (value, { parameter }) => {
	const code = typeof value === 'string' ? codesByKey().get(keyOf(value)) : undefined;
	if (code === undefined) {
		throw mustBe(
			parameter,
			"a country's two-letter code, such as US or DE, or its English name",
			value,
		);
	}
	return code;
};

let found: Map<string, string> | undefined;

/** Made when it is first needed: it takes some milliseconds. */
function codesByKey(): Map<string, string> {
	return (found ??= new Map(
		countries().flatMap((code) => {
			const names = NAMES.flatMap((one) => one.of(code) ?? []);
			const withoutNotes = names.map((name) => name.replace(/\(.*\)/, ''));
			return [...withoutNotes, ...names, code].map((name) => [keyOf(name), code] as const);
		}),
	));
}

/** The names in several varieties of English: Macao and Macau, St. Lucia and Saint Lucia. */
const NAMES = ['en', 'en-GB', 'en-AU', 'en-CA'].flatMap((locale) =>
	(['long', 'short', 'narrow'] as const).map(
		(style) => new Intl.DisplayNames(locale, { type: 'region', style, fallback: 'none' }),
	),
);

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

function countries(): string[] {
	return LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter(isCountry);
}

/** Intl.Locale replaces codes that are no longer in use by the current code. */
function isCountry(code: string): boolean {
	return (
		NAMES[0].of(code) !== undefined &&
		new Intl.Locale(`und-${code}`).region === code &&
		!NOT_COUNTRIES.includes(code)
	);
}

/**
 * The name in a form that is the same for its spellings: "&" and "and", "St." and "Saint"; in names, though not in
 * codes, "é" and "e".
 */
function keyOf(name: string): string {
	return name
		.normalize(name.length > 3 ? 'NFKD' : 'NFKC')
		.toLowerCase()
		.replaceAll('&', ' and ')
		.replace(/\bthe\b/g, ' ')
		.replace(/\bsaint\b/g, 'st')
		.replace(/[^\p{L}\p{N}]/gu, '');
}
