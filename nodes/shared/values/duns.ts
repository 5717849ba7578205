import { mustBe } from './parameterError';
import type { Reader } from './reader';
import { code, someText } from './text';

/** A D-U-N-S Number: nine digits, often written in groups (15-048-3782). */
export const duns: Reader<string> = (value, source) => {
	const digits = code(someText)(value, source).replace(/[\s-]/g, '');
	if (/^\d{9}$/.test(digits)) return digits;
	throw mustBe(
		source.parameter,
		'a D-U-N-S Number of nine digits, such as 123456789',
		value,
		'Keep leading zeros. If the number comes from a spreadsheet, format it as text.',
	);
};
