import * as fc from 'fast-check';

import { anyEquals, custom, equals } from '../../../../nodes/shared/api/odata';
import { randomRuns } from '../../../randomRuns.mts';

test('whatever a value is, its literal has both its quotes when it is encoded, and nothing but it is lost', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom('a', "'", '\ud83d', '\ude00', 'é') }),
			(value) => {
				for (const clause of [equals('name', value), anyEquals('team', 'email', value)]) {
					const literal = /eq '((?:[^']|'')*)'\)?$/.exec(
						decodeURIComponent(encodeURIComponent(clause)),
					);
					expect(literal?.[1].replaceAll("''", "'")).toBe(
						value.replace(/\p{Surrogate}/gu, '\ufffd'),
					);
				}
			},
		),
		randomRuns({ short: 500, long: 20_000 }),
	);
});

test('a filter of the user’s own keeps its parenthesis, too', () => {
	expect(custom("name eq 'x\ud83d'")).toBe("(name eq 'x\ufffd')");
});
