import * as fc from 'fast-check';
import { applyPatch } from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';

import {
	differences,
	withoutExistingRows,
} from '../../../../../nodes/MicrosoftPartnerCenter/jsonPatch/differences';
import type { PatchDocument } from '../../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDocument';
import type { Referral } from '../../../../../nodes/shared/referral/referral';

import { add, BEFORE, left, NOTHING, replace, since, unclear } from './comparison.mts';

describe('a value is present, whoever wrote it', () => {
	test.each([
		['a number for a numeric text', replace('/details/dealValue', '5000.00')],
		[
			'the same instant in other digits',
			replace('/details/closingDateTime', '2026-12-01T01:00:00.000+01:00'),
		],
		['no value for an empty text', replace('/details/notes', '')],
		['a member of an object that was added', add('/details/dealValue', 5000)],
		['a list with more in its rows', replace('/team', [{ email: 'JOHN@contoso.com' }])],
		['a row, whatever the case of its email', add('/team/-', { email: 'John@Contoso.com' })],
		['a row that was inserted', add('/team/0', { email: 'john@contoso.com' })],
	])('%s', (_name, operation) => {
		expect(differences([operation], BEFORE)).toEqual(NOTHING);
		expect(since([operation], BEFORE)).toEqual(NOTHING);
	});

	test('text with other line endings and surrounding spaces', () => {
		const now = { ...BEFORE, details: { notes: 'one\ntwo' } };

		expect(since([replace('/details/notes', 'one\r\ntwo ')], now)).toEqual(NOTHING);
	});

	test('the people of a list in another order', () => {
		const now = { ...BEFORE, team: [{ email: 'b@contoso.com' }, { email: 'a@contoso.com' }] };
		const document = [replace('/team', [{ email: 'A@contoso.com' }, { email: 'b@contoso.com' }])];

		expect(since(document, now)).toEqual(NOTHING);
	});
});

describe('a value that is not present is left to do if it is unchanged, or unknown from before', () => {
	test.each([
		['another number', replace('/details/dealValue', '5000.01')],
		['a text that only looks like a number', replace('/status', '0')],
		['no value for a number', replace('/details/notes', 0)],
		['another instant', replace('/details/closingDateTime', '2026-12-01T00:00:01Z')],
		['a row of another person', add('/team/-', { email: 'jane@contoso.com' })],
		['a list of another length', replace('/team', [])],
		['a member of an object that does not exist', replace('/details/unknown/deeper', 'x')],
		['a row of a list that does not exist', add('/unknown/-', { id: 1 })],
	])('%s', (_name, operation) => {
		expect(differences([operation], BEFORE)).toEqual(left(operation));
		expect(since([operation], BEFORE)).toEqual(left(operation));
	});
});

test('a part that is present proves nothing about the others', () => {
	const [member, notes] = [add('/team/-', { email: 'jane@x.co' }), replace('/details/notes', 'a')];
	const now = { ...BEFORE, team: [...BEFORE.team, { email: 'jane@x.co' }] };

	expect(since([notes, member], now)).toEqual(left(notes));
});

test.each([
	['a value that is neither the previous nor the requested one', { notes: 'theirs' }],
	['our value in another form', { notes: 'OURS' }],
])('%s is unclear', (_name, details) => {
	const notes = replace('/details/notes', 'ours');
	const now = { ...BEFORE, details: { ...BEFORE.details, ...details } };

	expect(since([notes], now)).toEqual(unclear(notes));
	expect(differences([notes], now)).toEqual(left(notes));
});

describe('status and substatus are one value', () => {
	const lost = [replace('/status', 'Closed'), replace('/substatus', 'Lost')] as PatchDocument;

	test('sent together, although the status is present', () => {
		const now = { ...BEFORE, status: 'Closed', substatus: 'Won' };

		expect(differences(lost, now)).toEqual(left(...lost));
	});

	test('unclear together, if another user has closed the referral as won', () => {
		const now = { ...BEFORE, status: 'Closed', substatus: 'Won' };

		expect(since(lost, now)).toEqual(unclear(...lost));
	});

	test('present together', () => {
		expect(since(lost, { ...BEFORE, status: 'Closed', substatus: 'Lost' })).toEqual(NOTHING);
	});

	test('whatever is between them in the document', () => {
		const notes = replace('/details/notes', 'ours');
		const document = [lost[0], notes, lost[1]];

		expect(since(document, BEFORE)).toEqual(left(lost[0], lost[1], notes));
	});
});

describe('the case of names', () => {
	test('of a list in the document does not matter', () => {
		const john = add('/Team/-', { Email: 'john@contoso.com' });

		expect(since([john], BEFORE)).toEqual(NOTHING);
		expect(withoutExistingRows([john], BEFORE)).toEqual([]);
	});

	test('of members in the referral does not matter', () => {
		const now = { Team: [{ Email: 'jane@contoso.com' }], Details: { DealValue: 77 } } as Referral;
		const document = [
			add('/team/-', { email: 'jane@contoso.com' }),
			replace('/details/dealValue', '77'),
		];

		expect(since(document, now)).toEqual(NOTHING);
	});

	test('of status and substatus does not matter', () => {
		const won = [replace('/Status', 'Closed'), replace('/Substatus', 'Won')] as PatchDocument;

		expect(differences(won, { status: 'Closed', substatus: 'Lost' })).toEqual(left(...won));
	});
});

test('after a document was applied, nothing is left of it; before, all of it', () => {
	const text = fc.string({ minLength: 1 }).filter((one) => one.trim() !== '');
	const documents = fc
		.record({ notes: text, value: fc.nat({ max: 4999 }), email: fc.emailAddress() })
		.map(
			({ notes, value, email }): PatchDocument => [
				replace('/details/notes', notes),
				replace('/details/dealValue', String(value)),
				add('/team/-', { email }),
			],
		);
	fc.assert(
		fc.property(documents, (document) => {
			const after = applyPatch(structuredClone(BEFORE), structuredClone(document) as Operation[])
				.newDocument as never;

			expect(differences(document, after)).toEqual(NOTHING);
			expect(since(document, after)).toEqual(NOTHING);
			expect(since(document, BEFORE)).toEqual(left(...document));
		}),
	);
});
