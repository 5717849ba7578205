import * as fc from 'fast-check';

import { isBlank, quoted, trimmed } from '../../../../nodes/shared/values/invisible';
import { codePoint } from '../../../codePoint.mts';
import { randomRuns } from '../../../randomRuns.mts';

const runs = randomRuns({ short: 500, long: 50_000 });

const INVISIBLE = Array.from(
	' \t\n\r\v\f\u00a0\u0085\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000' +
		'\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2800\u3164\ufe0f\ufeff\u{e0001}',
);
const invisible = fc.string({ unit: fc.constantFrom(...INVISIBLE) });

test('all invisible characters around a text are removed, and none within', () => {
	fc.assert(
		fc.property(invisible, invisible, invisible, (before, within, after) => {
			expect(trimmed(`${before}a${within}b${after}`)).toBe(`a${within}b`);
			expect(trimmed(before)).toBe('');
			expect(isBlank(before)).toBe(true);
			expect(isBlank(`${before}.${after}`)).toBe(false);
		}),
		runs,
	);
});

test('a quoted text shows every character, and no other text looks the same', () => {
	fc.assert(
		fc.property(fc.oneof(invisible, fc.string({ unit: codePoint })), (text) => {
			expect(quoted(text)).not.toMatch(/(?! )[\s\p{C}\p{DI}]/u);
			const json = quoted(text).replace(/\\u\{(\w+)\}/g, (_, code: string) =>
				String.fromCodePoint(parseInt(code, 16)),
			);
			expect(JSON.parse(json)).toBe(text);
		}),
		runs,
	);
});
