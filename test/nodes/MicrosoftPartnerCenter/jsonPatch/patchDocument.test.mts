import * as fc from 'fast-check';
import { applyPatch, escapePathComponent, getValueByPointer } from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';

import {
	operationAt,
	Together,
	toPatchDocument,
} from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDocument';
import type {
	PatchMap,
	Pointer,
} from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDocument';
import { exampleReferrals } from '../../../simulator/simulator.mts';

const POINTERS = [
	'/details/dealValue',
	'/details/notes',
	'/details/currency',
	'/details/closingDateTime',
	'/status',
	'/substatus',
	'/statusReason',
	'/team/-',
] as const;

const value = fc.jsonValue() as fc.Arbitrary<never>;

/** The service gives out every field, null where there is nothing. */
const REFERRALS = exampleReferrals().map((referral) => ({
	statusReason: null,
	...referral,
	team: referral.team ?? [],
	details: {
		notes: null,
		dealValue: null,
		currency: null,
		closingDateTime: null,
		...referral.details,
	},
}));

/** Some of the pointers in any order, each with any value. */
const maps = fc
	.shuffledSubarray([...POINTERS])
	.chain((pointers) =>
		fc.tuple(...pointers.map((pointer) => fc.tuple(fc.constant(pointer), value))),
	)
	.map((entries) => Object.fromEntries(entries) as PatchMap);

test('whatever the values, the document has add and replace only, one for each pointer, in order', () => {
	fc.assert(
		fc.property(maps, (map) => {
			expect(toPatchDocument(map)).toEqual(
				Object.entries(map).map(([path, one]) => ({
					op: path === '/team/-' ? 'add' : 'replace',
					path,
					value: one,
				})),
			);
		}),
	);
});

test('applied to a referral, each value stands where its pointer says, and nothing else changed', () => {
	fc.assert(
		fc.property(maps, fc.constantFrom(...REFERRALS), (map, before) => {
			const document = toPatchDocument(map) as Operation[];

			const after = applyPatch(
				structuredClone(before),
				structuredClone(document),
				true,
			).newDocument;

			for (const [path, one] of Object.entries(map)) {
				const found: unknown =
					path === '/team/-' ? after.team.at(-1) : getValueByPointer(after, path);
				expect(found).toEqual(one);
			}
			expect(after.team).toHaveLength(before.team.length + ('/team/-' in map ? 1 : 0));
			expect(after.customerProfile).toEqual(before.customerProfile);
			expect(Object.keys(after.details)).toEqual(Object.keys(before.details));
		}),
	);
});

test('pointers stay escaped: a name with "/" and "~" leads to the member of that name', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), value, (name, one) => {
			fc.pre(!['__proto__', 'constructor', 'prototype'].includes(name) && name !== '-');
			const pointer: Pointer = `/${escapePathComponent(name)}`;

			const [operation] = toPatchDocument({ [pointer]: one });

			expect(operation.path).toBe(pointer);
			expect(
				applyPatch({ [name]: 'before' } as object, [operation] as Operation[], true).newDocument,
			).toEqual({ [name]: one });
		}),
	);
});

test('the values of a parameter that stands for several paths take its place in the order', () => {
	fc.assert(
		fc.property(value, value, value, value, (before, first, second, after) => {
			expect(
				toPatchDocument({
					'/before': before,
					'/several': new Together([operationAt('/first', first), operationAt('/second', second)]),
					'/after': after,
				}).map((operation) => [operation.path, operation.value]),
			).toEqual([
				['/before', before],
				['/first', first],
				['/second', second],
				['/after', after],
			]);
		}),
	);
});

test('what fast-json-patch does not accept is thrown with the index and the operation', () => {
	const thrown = (map: PatchMap): unknown => {
		try {
			return toPatchDocument(map);
		} catch (error) {
			return error;
		}
	};

	expect(thrown({ '/status': 'Closed', '/substatus': undefined as never })).toMatchObject({
		name: 'OPERATION_VALUE_REQUIRED',
		index: 1,
		operation: { op: 'replace', path: '/substatus' },
	});
	expect(thrown({ ['details' as Pointer]: 1 })).toMatchObject({
		name: 'OPERATION_PATH_INVALID',
		index: 0,
	});
});
