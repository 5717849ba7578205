import * as fc from 'fast-check';

/** What comes along when a value is copied: spaces, no-break and zero-width ones, a byte order mark. */
const around = fc.string({
	unit: fc.constantFrom(' ', '\t', '\r\n', '\u00a0', '\u200b', '\u200d', '\u2060', '\ufeff'),
	maxLength: 3,
});

/** A text of this kind, often with something invisible around it; other values are unchanged. */
export const padded = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
	fc.oneof(
		arbitrary,
		fc
			.tuple(around, arbitrary, around)
			.map(([before, value, after]) =>
				typeof value === 'string' && value !== '' ? before + value + after : value,
			),
	);

/** An amount as a number or a text, or as the sum of its parts, which floating-point arithmetic leaves noise in. */
export const computed = (cents: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
	fc
		.tuple(cents, fc.constantFrom('text', 'number', 'sum'))
		.map(([text, form]) =>
			form === 'text' ? text : form === 'number' ? Number(text) : Number(text) + 0.1 + 0.2 - 0.3,
		);
