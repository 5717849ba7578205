import {
	differences,
	withoutExistingRows,
} from '../../../../../nodes/MicrosoftPartnerCenter/jsonPatch/differences';

import { add, BEFORE, left, NOTHING, replace, since, unclear } from './comparison.mts';

describe('a row with an identity', () => {
	const john = add('/team/-', { email: 'JOHN@contoso.com', phoneNumber: '1' });

	test('is unclear if a row with its identity has other values', () => {
		expect(since([john], BEFORE)).toEqual(unclear(john));
		expect(differences([john], BEFORE)).toEqual(unclear(john));
	});

	test('is left to do if the change can’t have been applied', () => {
		expect(differences([john], BEFORE, { mayBeApplied: false })).toEqual(left(john));
	});

	test('is present if existing rows are skipped', () => {
		expect(since([john], BEFORE, true)).toEqual(NOTHING);
	});

	test('is recognized by its ID, too, even if the service has changed its name', () => {
		const solution = add('/solutions/-', { id: 'sol-1', name: 'Kit' });
		const now = { solutions: [{ id: 'SOL-1', name: 'Contoso Kit' }] };

		expect(differences([solution], now)).toEqual(unclear(solution));
		expect(differences([solution], now, { skipsExistingRows: true })).toEqual(NOTHING);
	});
});

test('a list that repeats a row is not shown by a list with another one in its place', () => {
	const document = [replace('/team', [{ email: 'a@x.co' }, { email: 'a@x.co' }])];
	const now = { ...BEFORE, team: [{ email: 'a@x.co' }, { email: 'b@x.co' }] };

	expect(differences(document, now)).toEqual(left(...document));
});

test('a row that is sent with an ID is recognized by it, even if the service adds an email address', () => {
	const row = add('/team/-', { id: 'M-1' });
	const now = { ...BEFORE, team: [{ id: 'm-1', email: 'a@x.co' }] };

	expect(differences([row], now, { skipsExistingRows: true })).toEqual(NOTHING);
});

describe('a row without an identity', () => {
	const registration = add('/registrations/-', { type: 'AzureIPCoSell', contract: { value: 10 } });
	const grown = (row: object) => ({ ...BEFORE, registrations: [...BEFORE.registrations, row] });

	test('is left to do if its list has not grown', () => {
		expect(since([registration], BEFORE)).toEqual(left(registration));
	});

	test('is present if the list has grown by it', () => {
		const now = grown({ id: 'R-2', type: 'AzureIPCoSell', contract: { value: 10, term: null } });

		expect(since([registration], now)).toEqual(NOTHING);
	});

	test.each([
		['the type is not returned', { id: 'R-2', contract: { value: 10 } }],
		['a value was rounded', { id: 'R-2', type: 'AzureIPCoSell', contract: { value: 10.4 } }],
		['another user has added a row', { id: 'R-2', type: 'Other' }],
	])('is unclear if the list has grown, and %s', (_name, row) => {
		expect(since([registration], grown(row))).toEqual(unclear(registration));
	});

	test('is unclear if it is not known which rows there were before', () => {
		expect(differences([registration], BEFORE)).toEqual(unclear(registration));
		expect(differences([registration], { registrations: [] })).toEqual(left(registration));
	});

	test('is left to do if the change can’t have been applied, even if the list has grown', () => {
		const now = grown({ id: 'R-2', type: 'Other' });

		expect(differences([registration], now, { mayBeApplied: false })).toEqual(left(registration));
	});

	test('two equal rows are present only if the list has grown by two', () => {
		const document = [registration, registration];
		const row = { id: 'R-2', type: 'AzureIPCoSell', contract: { value: 10 } };
		const twice = {
			...BEFORE,
			registrations: [...BEFORE.registrations, row, { ...row, id: 'R-3' }],
		};

		expect(since(document, grown(row))).toEqual(unclear(registration));
		expect(since(document, twice)).toEqual(NOTHING);
	});

	test('a row that was there before is not taken for it', () => {
		const known = add('/registrations/-', { type: 'AzureIPCoSell' });

		expect(since([known], BEFORE)).toEqual(left(known));
	});
});

test('rows that exist are removed from a document, and nothing else', () => {
	const [existing, other] = [
		add('/team/-', { email: 'John@Contoso.com', title: 'CEO' }),
		add('/team/-', { email: 'jane@contoso.com' }),
	];
	const notes = replace('/details/notes', null);

	expect(withoutExistingRows([existing, other, notes], BEFORE)).toEqual([other, notes]);
});
