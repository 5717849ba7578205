import * as fc from 'fast-check';
import { applyPatch } from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';

import { hasLanded, isUntouched } from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/applied';
import type { PatchDocument } from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDocument';

const replace = (path: string, value: unknown) => ({ op: 'replace', path, value }) as never;
const add = (path: string, value: unknown) => ({ op: 'add', path, value }) as never;

const BEFORE = {
	status: 'New',
	substatus: 'Pending',
	details: { dealValue: 5000, notes: null, closingDateTime: '2026-12-01T00:00:00Z' },
	team: [{ email: 'john@contoso.com', firstName: 'John' }],
};

describe('without knowing the referral from before', () => {
	test.each([
		['a number for a numeric text', replace('/details/dealValue', '5000.00')],
		[
			'the same instant in other digits',
			replace('/details/closingDateTime', '2026-12-01T01:00:00.000+01:00'),
		],
		['nothing for an empty text', replace('/details/notes', '')],
		[
			'a member by email, whatever its case',
			add('/team/-', { email: 'John@Contoso.com', lastName: 'Roe' }),
		],
		['a row that was put into the list', add('/team/0', { email: 'john@contoso.com' })],
		['a member that was added to an object', add('/details/dealValue', 5000)],
		['a list with more in its rows', replace('/team', [{ email: 'JOHN@contoso.com' }])],
	])('takes for ours: %s', (_name, operation) => {
		expect(hasLanded([operation], BEFORE)).toBe(true);
	});

	test.each([
		['another number', replace('/details/dealValue', '5000.01')],
		['a text that only looks like the number', replace('/status', '0')],
		['nothing for a number', replace('/details/notes', 0)],
		['another instant', replace('/details/closingDateTime', '2026-12-01T00:00:01Z')],
		['another member', add('/team/-', { email: 'jane@contoso.com' })],
		['a list of other length', replace('/team', [])],
		['a field that is not there', replace('/details/unknown/deeper', 'x')],
		['a row of a list that is not there', add('/registrations/-', { id: 1 })],
	])('does not take for ours: %s', (_name, operation) => {
		expect(hasLanded([operation], BEFORE)).toBe(false);
	});

	test('asks for all parts: one may have been there all along', () => {
		const document = [replace('/status', 'New'), replace('/substatus', 'Received')];

		expect(hasLanded(document, BEFORE)).toBe(false);
	});
});

describe('knowing the referral from before', () => {
	test('one part that has appeared decides, whatever has become of the others', () => {
		const document = [replace('/details/dealValue', '77'), replace('/details/notes', 'ours')];
		const now = { ...BEFORE, details: { ...BEFORE.details, dealValue: 77, notes: 'theirs' } };

		expect(hasLanded(document, now, BEFORE)).toBe(true);
	});

	test('a part that was there all along decides nothing', () => {
		const document = [replace('/status', 'New'), replace('/substatus', 'Received')];

		expect(hasLanded(document, BEFORE, BEFORE)).toBe(false);
	});

	test('a row counts only when there are more of it than before', () => {
		const document = [add('/team/-', { email: 'john@contoso.com' })];
		const twice = { ...BEFORE, team: [...BEFORE.team, ...BEFORE.team] };

		expect(hasLanded(document, BEFORE, BEFORE)).toBe(false);
		expect(hasLanded(document, twice, BEFORE)).toBe(true);
	});

	test('a change that changes nothing is there', () => {
		expect(hasLanded([replace('/status', 'New')], BEFORE, BEFORE)).toBe(true);
	});

	test('a member added to an object counts as a replaced one', () => {
		const document = [add('/details/dealValue', 77)];
		const ours = { ...BEFORE, details: { ...BEFORE.details, dealValue: 77 } };
		const theirs = { ...BEFORE, details: { ...BEFORE.details, dealValue: 1 } };

		expect(hasLanded(document, ours, BEFORE)).toBe(true);
		expect(hasLanded([add('/status', 'New')], BEFORE, BEFORE)).toBe(true);
		expect(isUntouched(document, theirs, BEFORE)).toBe(false);
	});

	test('what a colleague changed elsewhere leaves what we write untouched', () => {
		const document = [
			replace('/details/dealValue', '77'),
			add('/team/-', { email: 'jane@contoso.com' }),
		];
		const elsewhere = { ...BEFORE, status: 'Active', team: [] };
		const there = { ...BEFORE, details: { ...BEFORE.details, dealValue: 1 } };

		expect(isUntouched(document, elsewhere, BEFORE)).toBe(true);
		expect(isUntouched(document, there, BEFORE)).toBe(false);
	});
});

test('whatever is written, it has landed once it is applied', () => {
	const text = fc.string();
	const documents = fc
		.record({ notes: text, value: fc.nat(), email: fc.emailAddress() })
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

			expect(hasLanded(document, after)).toBe(true);
			expect(hasLanded(document, after, BEFORE as never)).toBe(true);
			expect(hasLanded(document, BEFORE as never, BEFORE as never)).toBe(false);
		}),
	);
});
