import * as fc from 'fast-check';

import type { Values } from './operations.mts';

export interface ScenarioItem extends Values {
	/** The index of the referral that it is for. */
	referral: number;
}

/** One value more often than all others together. */
export const mostly = <Value,>(usual: Value, others: Value[], weight = others.length * 2) =>
	fc.oneof(
		{ weight, arbitrary: fc.constant(usual) },
		{ weight: others.length, arbitrary: fc.constantFrom(...others) },
	);

const email = fc.constantFrom('x@x.co', 'y@x.co', 'X@x.co');
const firstName = fc.constantFrom('', 'Ann');
const member = fc.record(
	{ email, firstName: fc.constantFrom('Ann', 'Y') },
	{ requiredKeys: ['email'] },
);
const solution = fc.record(
	{ id: fc.constantFrom('SOL-A', 'SOL-B'), name: fc.constantFrom('Ours', 'Theirs') },
	{ requiredKeys: ['id'] },
);
const byIdentity = (row: { email?: string; id?: string }) => (row.email ?? row.id)!.toLowerCase();
const dealValue = fc.constantFrom(1, 2, 2.25);
const notes = fc.constantFrom('a', 'b ', 'x\r\ny');
const members = fc.uniqueArray(member, { minLength: 1, maxLength: 2, selector: byIdentity });
const solutions = fc.uniqueArray(solution, { minLength: 1, maxLength: 2, selector: byIdentity });

const replaceOf = (path: string, value: fc.Arbitrary<unknown>) =>
	value.map((one) => ({ op: 'replace', path, value: one }));
const addOf = (path: string, value: fc.Arbitrary<unknown>) =>
	value.map((one) => ({ op: 'add', path, value: one }));

const patch = fc
	.uniqueArray(
		fc.oneof(
			replaceOf('/details/notes', notes),
			replaceOf('/details/dealValue', dealValue.map(String)),
			addOf('/details/currency', fc.constantFrom('EUR', 'USD')),
			addOf('/team/-', member),
			addOf('/details/requirements/solutions/-', solution),
			replaceOf('/team', members),
		),
		{
			minLength: 1,
			maxLength: 3,
			selector: ({ path, value }) => path + (path.endsWith('-') ? byIdentity(value as never) : ''),
			// What replaces a list, and what adds to it, would not be independent.
		},
	)
	.filter((rows) => !['/team', '/team/-'].every((path) => rows.some((row) => row.path === path)));

export const itemFor = (referrals: number): fc.Arbitrary<ScenarioItem> =>
	fc.record({
		referral: fc.nat(referrals - 1),
		dealValue,
		notes,
		currency: fc.constantFrom('EUR', 'USD'),
		closingDateTime: fc.constantFrom('2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z'),
		substatus: mostly('Accepted', ['Received', 'Won', 'Lost']),
		email,
		firstName,
		members,
		solutions,
		patch,
	});
