import * as fc from 'fast-check';
import { applyPatch, getValueByPointer } from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';

import { addOrReplace } from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/addOrReplace';

const POINTERS = [
	'/contract/term',
	'/contract/value',
	'/solutionDetails/0/value',
	'/solutionDetails/0/marketplaceTransactionDetails/isMarketplaceTransacted',
	'/solutionDetails/0/marketplaceTransactionDetails/marketplaceTransactionDateTime',
];

/** A registration as the service may return it: with a member, with null for it, or without it. */
const registrations = fc.record(
	{
		contract: fc.option(fc.record({ term: fc.string(), value: fc.nat() }, { requiredKeys: [] })),
		solutionDetails: fc.tuple(
			fc.record(
				{
					value: fc.nat(),
					marketplaceTransactionDetails: fc.option(
						fc.record({ isMarketplaceTransacted: fc.boolean() }, { requiredKeys: [] }),
					),
				},
				{ requiredKeys: [] },
			),
		),
	},
	{ requiredKeys: ['solutionDetails'] },
);

test('the document applies to any state, and each value is at its pointer afterward', () => {
	const values = fc
		.shuffledSubarray(POINTERS)
		.chain((paths) =>
			fc.tuple(...paths.map((path) => fc.record({ path: fc.constant(path), value: fc.nat() }))),
		);

	fc.assert(
		fc.property(registrations, values, (registration, requested) => {
			const document = addOrReplace(
				requested.map((one) => ({ op: 'replace', ...one })),
				registration as never,
			);

			const after = applyPatch(
				structuredClone(registration),
				structuredClone(document) as Operation[],
				true,
			).newDocument;
			for (const { path, value } of requested) expect(getValueByPointer(after, path)).toBe(value);
			expect(document).toHaveLength(requested.length);
		}),
	);
});

test('replaces existing values, including null, and adds missing ones', () => {
	const values = ['/a', '/b', '/c'].map((path) => ({ op: 'replace' as const, path, value: 1 }));

	expect(addOrReplace(values, { a: 0, b: null }).map(({ op }) => op)).toEqual([
		'replace',
		'replace',
		'add',
	]);
});
