import * as fc from 'fast-check';
import { applyPatch, escapePathComponent, getValueByPointer } from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';

import { PatchDraft } from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDraft';
import type { Pointer } from '../../../../nodes/shared/referral/pointer';
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

/** The service returns every field, with null if there is no value. */
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

type Entry = [pointer: (typeof POINTERS)[number], value: never];

/** Some of the pointers in any order, each with any value. */
const entries: fc.Arbitrary<Entry[]> = fc
	.shuffledSubarray([...POINTERS])
	.chain((pointers) =>
		fc.tuple(...pointers.map((pointer) => fc.tuple(fc.constant(pointer), value))),
	);

/** The draft with these values, a row if the pointer ends in `/-`. */
function draftOf(values: Array<[pointer: Pointer, value: never]>): PatchDraft {
	const draft = new PatchDraft();
	for (const [pointer, one] of values) {
		if (pointer === '/team/-') draft.append('/team', one);
		else draft.set(pointer, one);
	}
	return draft;
}

test('the document contains only add and replace, one operation per value, in order', () => {
	fc.assert(
		fc.property(entries, (values) => {
			expect(draftOf(values).toDocument()).toEqual(
				values.map(([path, one]) => ({
					op: path === '/team/-' ? 'add' : 'replace',
					path,
					value: one,
				})),
			);
		}),
	);
});

test('after it is applied to a referral, each value is at its pointer, and nothing else has changed', () => {
	fc.assert(
		fc.property(entries, fc.constantFrom(...REFERRALS), (values, before) => {
			const document = draftOf(values).toDocument() as Operation[];

			const after = applyPatch(
				structuredClone(before),
				structuredClone(document),
				true,
			).newDocument;

			for (const [path, one] of values) {
				const found: unknown =
					path === '/team/-' ? after.team.at(-1) : getValueByPointer(after, path);
				expect(found).toEqual(one);
			}
			const added = values.filter(([path]) => path === '/team/-').length;
			expect(after.team).toHaveLength(before.team.length + added);
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

			const [operation] = draftOf([[pointer, one]]).toDocument();

			expect(operation.path).toBe(pointer);
			expect(
				applyPatch({ [name]: 'before' } as object, [operation] as Operation[], true).newDocument,
			).toEqual({ [name]: one });
		}),
	);
});

test('the operations of one parameter keep their place among those of the others', () => {
	const draft = new PatchDraft();
	draft.set('/before', 1);
	draft.add({ op: 'replace', path: '/first', value: 2 });
	draft.add({ op: 'add', path: '/second', value: 3 });
	draft.set('/after', 4);

	expect(draft.toDocument()).toEqual([
		{ op: 'replace', path: '/before', value: 1 },
		{ op: 'replace', path: '/first', value: 2 },
		{ op: 'add', path: '/second', value: 3 },
		{ op: 'replace', path: '/after', value: 4 },
	]);
});

test('several parameters fill in one row, which is appended once', () => {
	const draft = new PatchDraft();
	draft.rowOf('/team').email = 'jane@contoso.com';
	draft.set('/status', 'Active');
	draft.rowOf('/team').title = 'Account Manager';

	expect(draft.toDocument()).toEqual([
		{ op: 'add', path: '/team/-', value: { email: 'jane@contoso.com', title: 'Account Manager' } },
		{ op: 'replace', path: '/status', value: 'Active' },
	]);
});

test('an operation that fast-json-patch rejects is thrown with its index', () => {
	const thrownBy = (values: Array<[Pointer, never]>): unknown => {
		try {
			return draftOf(values).toDocument();
		} catch (error) {
			return error;
		}
	};

	expect(
		thrownBy([
			['/status', 'Closed' as never],
			['/substatus', undefined as never],
		]),
	).toMatchObject({
		name: 'OPERATION_VALUE_REQUIRED',
		index: 1,
		operation: { op: 'replace', path: '/substatus' },
	});
	expect(thrownBy([['details' as Pointer, 1 as never]])).toMatchObject({
		name: 'OPERATION_PATH_INVALID',
		index: 0,
	});
});
