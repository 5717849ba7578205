import * as fc from 'fast-check';

import { computed, padded } from './forms.mts';
import { kind } from './kind.mts';

/** What is typed and begins with "=" would be an expression. */
const typed = (arbitrary: fc.Arbitrary<string>) =>
	arbitrary.filter((value) => !value.startsWith('='));

const inAnyCase = (words: readonly string[]) =>
	fc
		.tuple(fc.constantFrom(...words), fc.constantFrom('as is', 'lower', 'upper'))
		.map(([word, letters]) =>
			letters === 'as is' ? word : letters === 'lower' ? word.toLowerCase() : word.toUpperCase(),
		);

const characters = typed(fc.string({ unit: 'grapheme' })).filter(
	(value) => value !== 'undefined' && (value === '' || /[^\s\p{C}\p{DI}\u2800]/u.test(value)),
);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const leftovers = [true, false, 'undefined', 'Invalid DateTime', ' \t\n', '\u200b'];

export const text = kind(fc.oneof(characters, finite), ...leftovers);

export const someText = kind(
	fc.oneof(
		characters.filter((value) => value !== ''),
		fc.integer(),
	),
	'',
	...leftovers,
);

export const emailAddress = kind(
	padded(typed(fc.emailAddress()).filter(({ length }) => length <= 254)),
	'',
	'jane',
	'jane@contoso',
	'Jane Doe <jane@contoso.com>',
	'jane@contoso.com, john@contoso.com',
	`${'x'.repeat(250)}@contoso.com`,
	5,
	true,
);

const decimalsOf = (currency: string) =>
	new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
		.maximumFractionDigits ?? 0;

/** Those of two decimals and more, so that amounts of up to two suit them. */
export const currency = kind(
	padded(inAnyCase(Intl.supportedValuesOf('currency').filter((code) => decimalsOf(code) >= 2))),
	'',
	'EURO',
	'US',
	'ZZZ',
	'$',
	978,
	true,
);

export const country = kind(
	padded(inAnyCase(['US', 'DE', 'IE', 'GB', 'JP', 'BR', 'UK', 'Germany', 'The United States'])),
	'',
	'USA',
	'EU',
	'ZZ',
	49,
	true,
);

const NO_DECIMALS = [
	'',
	'01',
	'.5',
	'5.',
	'-1',
	'1,000',
	'1.000,50',
	'1e3',
	'0x10',
	'NaN',
	'Infinity',
	'9'.repeat(400),
	-1,
	1e21,
	1e-7,
	true,
];

const cents = digits(10n ** 9n, 2);

/** With any currency of at least two decimals next to it. */
export const amount = kind(padded(fc.oneof(fc.nat(), computed(cents))), ...NO_DECIMALS);

/** What a JSON number can keep: a text of at most 15 digits. */
export const number = kind(
	fc.oneof(fc.nat(), fc.double({ min: 0.001, max: 1e20, noNaN: true }), digits(10n ** 9n, 5)),
	...NO_DECIMALS,
	'1234567890123456.5',
);

function digits(most: bigint, decimals: number) {
	return fc
		.tuple(
			fc.bigInt({ min: 0n, max: most }),
			fc.stringMatching(new RegExp(`^(\\.\\d{1,${decimals}})?$`)),
		)
		.map(([whole, fraction]) => `${whole}${fraction}`);
}

export const boolean = kind(
	padded(fc.oneof(fc.boolean(), inAnyCase(['true', 'false']))),
	'',
	'perhaps',
	'yes',
	0,
	1,
);

/** One of these words. */
export const choice = (words: readonly string[]) =>
	kind(padded(inAnyCase(words)), '', 'Nonsense', 'undefined', 5, true);

const moment = fc.date({
	min: new Date('1900-01-03T00:00:00Z'),
	max: new Date('9998-12-31T00:00:00Z'),
	noInvalidDate: true,
});

export const dateTime = kind(
	padded(
		fc
			.tuple(moment, fc.constantFrom(24, 19, 16, 10), fc.constantFrom('', 'Z', '+05:30', '-1100'))
			.map(([date, length, offset]) => {
				const local = date.toISOString().slice(0, length);
				return length === 24 || length === 10 ? local : local + offset;
			}),
	),
	'',
	'soon',
	'2026',
	'12/31/2026',
	'2026-02-30',
	'9999-12-31T23:00:00-05:00',
	'0000-01-01T00:00:00+05:00',
	'0001-01-01T00:00:00Z',
	'1899-12-30',
	'2026-13-01',
	'2026-12-31T25:00:00Z',
	'2026-12-31T17:00:00+99:00',
	1798675200000,
	true,
);
